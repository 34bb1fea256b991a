package dev.cinestream.user.web;

import dev.cinestream.platform.http.ProblemException;
import dev.cinestream.platform.identity.Provider;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Where a provider keeps the accounts, there is nothing to register, log in or change here.
class OurAccountsFilter {

    private final Provider provider;

    OurAccountsFilter(Provider provider) {
        this.provider = provider;
    }

    @OurAccounts
    @ServerRequestFilter
    public void refuseElsewhere() {
        if (provider.isThere()) {
            throw ProblemException.notFound(
                    "accounts-elsewhere",
                    "Accounts and log-in are with the provider this installation is configured for.");
        }
    }
}
