package dev.cinestream.user.account;

import dev.cinestream.eventsourcing.decider.Rejection.Flaw;
import dev.cinestream.user.Countries;
import dev.cinestream.user.Email;
import dev.cinestream.user.LanguageTags;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Bounds of what an account is made with. Each flaw says where and what would be right.
final class AccountRules {

    /// RFC 5321 with the local part as HTML's input of type `email` takes it: what mail servers of today accept, and no more.
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "[\\p{L}\\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}@(?=.{1,253}$)[\\p{L}\\p{N}]([\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?(\\.[\\p{L}\\p{N}]([\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?)+");

    private AccountRules() {}

    static List<Flaw> flawsOf(Email email, String language, @Nullable String country) {
        List<Flaw> flaws = flawsOf(email);
        if (!LanguageTags.isOne(language)) {
            flaws.add(new Flaw("/language", LanguageTags.EXPECTED));
        }
        if (country != null && !Countries.isOne(country)) {
            flaws.add(new Flaw("/country", Countries.EXPECTED));
        }
        return flaws;
    }

    static List<Flaw> flawsOf(Email email) {
        List<Flaw> flaws = new ArrayList<>();
        if (!isAddress(email.address().text())) {
            flaws.add(new Flaw("/email", "must be an e-mail address such as ada@example.org"));
        }
        return flaws;
    }

    private static boolean isAddress(@Nullable String text) {
        return text != null && ADDRESS.matcher(text).matches();
    }
}
