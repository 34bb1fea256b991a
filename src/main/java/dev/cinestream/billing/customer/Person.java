package dev.cinestream.billing.customer;

import dev.cinestream.billing.PaymentMethod;
import dev.cinestream.billing.Residence;
import dev.cinestream.billing.customer.CustomerCommand.OpenCustomer;
import dev.cinestream.billing.customer.CustomerEvent.CustomerOpened;
import dev.cinestream.billing.customer.CustomerEvent.PaymentMethodRemoved;
import dev.cinestream.billing.customer.CustomerEvent.PaymentMethodSet;
import dev.cinestream.billing.customer.CustomerEvent.ResidenceSet;
import dev.cinestream.billing.customer.CustomerEvent.TestClockUsed;
import dev.cinestream.billing.customer.CustomerRejection.InvalidBilling;
import dev.cinestream.billing.customer.CustomerState.Open;
import dev.cinestream.eventsourcing.decider.Decision;
import dev.cinestream.eventsourcing.decider.Rejection.Flaw;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/// Who pays: where a customer lives, what it pays with, and whose clock it lives by.
final class Person {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Pattern VAT_ID = Pattern.compile("[A-Z]{2}[A-Z0-9+*]{2,12}");

    private Person() {}

    static Decision<CustomerEvent, CustomerRejection> decideOpen(OpenCustomer command) {
        List<Flaw> flaws = flawsOf(command.residence());
        return flaws.isEmpty()
                ? Decision.accept(
                        new CustomerOpened(
                                command.id(), command.residence(), command.clock(), command.at()))
                : Decision.reject(new InvalidBilling(flaws));
    }

    static Open opened(CustomerOpened event) {
        return new Open(
                event.id(),
                event.residence(),
                event.clock(),
                null,
                false,
                0,
                1,
                null,
                null,
                new Subscription.Never());
    }

    static Decision<CustomerEvent, CustomerRejection> decideResidence(
            Residence residence, Open customer) {
        List<Flaw> flaws = flawsOf(residence);
        if (!flaws.isEmpty()) {
            return Decision.reject(new InvalidBilling(flaws));
        }
        return residence.equals(customer.residence())
                ? Decision.accept()
                : Decision.accept(new ResidenceSet(residence));
    }

    static Decision<CustomerEvent, CustomerRejection> decideMethod(
            PaymentMethod method, Open customer) {
        return method.equals(customer.method())
                ? Decision.accept()
                : Decision.accept(new PaymentMethodSet(method));
    }

    static Decision<CustomerEvent, CustomerRejection> decideNoMethod(Open customer) {
        return customer.method() == null
                ? Decision.accept()
                : Decision.accept(new PaymentMethodRemoved());
    }

    static Decision<CustomerEvent, CustomerRejection> decideClock(UUID clock, Open customer) {
        if (clock.equals(customer.clock())) {
            return Decision.accept();
        }
        return customer.subscription().next() == null
                ? Decision.accept(new TestClockUsed(clock))
                : Decision.reject(new CustomerRejection.ClockInUse());
    }

    private static List<Flaw> flawsOf(Residence residence) {
        List<Flaw> flaws = new ArrayList<>();
        if (!COUNTRIES.contains(residence.country())) {
            flaws.add(new Flaw("/country", "must be an ISO 3166-1 alpha-2 code such as DE"));
        }
        String vatId = residence.vatId();
        if (vatId != null && !isVatId(vatId, residence.country())) {
            flaws.add(
                    new Flaw(
                            "/vatId",
                            "must be a VAT id of that country, with its prefix, such as DE123456789"));
        }
        return flaws;
    }

    private static boolean isVatId(String vatId, String country) {
        String prefix = country.equals("GR") ? "EL" : country; // Greece writes its own name
        return VAT_ID.matcher(vatId).matches() && vatId.startsWith(prefix);
    }
}
