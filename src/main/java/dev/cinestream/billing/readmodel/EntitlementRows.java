package dev.cinestream.billing.readmodel;

import dev.cinestream.billing.Entitlements;
import dev.cinestream.billing.readmodel.CustomerRow.Access;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// [Entitlements] from `billing.customer`: one row by its key.
@ApplicationScoped
class EntitlementRows implements Entitlements {

    private final Customers customers;

    EntitlementRows(Customers customers) {
        this.customers = customers;
    }

    @Override
    public Uni<Granted> of(UUID account) {
        return customers
                .find(account)
                .map(found ->
                        found.map(CustomerRow::access)
                                .map(EntitlementRows::granted)
                                .orElse(Granted.NOTHING));
    }

    private static Granted granted(Access access) {
        return new Granted(access.entitlement(), access.since());
    }
}
