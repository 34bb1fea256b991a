package dev.cinestream.user.mail;

import dev.cinestream.user.Challenge;
import dev.cinestream.user.credential.MailedLinks;
import dev.cinestream.user.credential.MailedLinks.Link;
import dev.cinestream.user.credential.MailedLinks.Purpose;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The mails about an account, as text and HTML, in the account's language or in English.
@ApplicationScoped
public class AccountMails {

    private static final Set<String> LANGUAGES = Set.of("en", "de");

    private final ReactiveMailer mailer;
    private final Engine templates;
    private final MailedLinks links;
    private final String site;

    AccountMails(
            ReactiveMailer mailer,
            Engine templates,
            MailedLinks links,
            @ConfigProperty(name = "cinestream.site.url") String site) {
        this.mailer = mailer;
        this.templates = templates;
        this.links = links;
        this.site = site;
    }

    /// With the link that proves the address.
    public Uni<Void> confirmation(String to, String language, UUID account, Challenge challenge) {
        return send(
                "confirm-email",
                to,
                language,
                Map.of(
                        "link", link("/confirm-email", Purpose.CONFIRM_EMAIL, account, challenge),
                        "until", challenge.expiresAt()));
    }

    /// To an address that an account is to have instead of its own, with the link that proves it.
    public Uni<Void> newEmail(String to, String language, UUID account, Challenge challenge) {
        return send(
                "confirm-new-email",
                to,
                language,
                Map.of(
                        "link", link("/confirm-email", Purpose.CONFIRM_EMAIL, account, challenge),
                        "until", challenge.expiresAt()));
    }

    /// To the address that an account has, before it gets another.
    public Uni<Void> emailChangeRequested(String to, String language) {
        return send(
                "email-change-requested",
                to,
                language,
                Map.of("link", site + "/forgotten-password"));
    }

    /// Somebody registered with an address that has an account; only its owner learns of it.
    public Uni<Void> accountExists(String to, String language) {
        return send("account-exists", to, language, Map.of("link", site + "/log-in"));
    }

    public Uni<Void> passwordReset(String to, String language, UUID account, Challenge challenge) {
        return send(
                "reset-password",
                to,
                language,
                Map.of(
                        "link", link("/reset-password", Purpose.RESET_PASSWORD, account, challenge),
                        "until", challenge.expiresAt()));
    }

    public Uni<Void> passwordChanged(String to, String language) {
        return send("password-changed", to, language, Map.of("link", site + "/forgotten-password"));
    }

    private String link(String page, Purpose purpose, UUID account, Challenge challenge) {
        // behind the #, so that it is in no server's log
        return site + page + "#" + links.write(purpose, new Link(account, challenge.id()));
    }

    private Uni<Void> send(String name, String to, String tag, Map<String, Object> data) {
        String language = Locale.forLanguageTag(tag).getLanguage();
        String known = LANGUAGES.contains(language) ? language : "en";
        String base = "mails/" + name + "." + known;
        String text = template(base + ".txt").data(data);
        int firstLine = text.indexOf('\n');
        return mailer.send(
                Mail.withText(
                                to,
                                text.substring(0, firstLine).strip(),
                                text.substring(firstLine).strip())
                        .setHtml(template(base + ".html").data(data)));
    }

    private Rendered template(String path) {
        Template template = templates.getTemplate(path);
        if (template == null) {
            throw new IllegalStateException("there is no template " + path);
        }
        return data -> {
            var instance = template.instance();
            data.forEach(instance::data);
            return instance.render();
        };
    }

    private interface Rendered {
        String data(Map<String, Object> data);
    }
}
