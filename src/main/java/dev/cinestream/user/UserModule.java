package dev.cinestream.user;

import dev.cinestream.eventsourcing.command.AggregateType;
import dev.cinestream.eventsourcing.schema.EventTypes;
import dev.cinestream.user.account.Account;
import dev.cinestream.user.account.AccountCommand;
import dev.cinestream.user.account.AccountEvent;
import dev.cinestream.user.account.AccountRejection;
import dev.cinestream.user.account.AccountState;
import dev.cinestream.user.account.SecondFactor;
import dev.cinestream.user.account.SecondFactorEvent;
import dev.cinestream.user.account.StaffEvent;
import dev.cinestream.user.emailclaim.EmailClaim;
import dev.cinestream.user.emailclaim.EmailClaimCommand;
import dev.cinestream.user.emailclaim.EmailClaimEvent;
import dev.cinestream.user.emailclaim.EmailClaimRejection;
import dev.cinestream.user.emailclaim.EmailClaimState;
import dev.cinestream.user.household.Household;
import dev.cinestream.user.household.HouseholdCommand;
import dev.cinestream.user.household.HouseholdEvent;
import dev.cinestream.user.household.HouseholdRejection;
import dev.cinestream.user.household.HouseholdState;
import dev.cinestream.user.household.Playback;
import dev.cinestream.user.household.Profile;
import dev.cinestream.user.household.ProfileLanguages;
import dev.cinestream.user.household.ProfileSettings;
import dev.cinestream.user.household.SubtitleStyle;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;

/// What the engine is told of this module: its aggregates, the wire names of their events, and what is written as JSON.
@Dependent
@RegisterForReflection(
        targets = {
            AccountEvent.AccountRegistered.class,
            AccountEvent.ChallengeRenewed.class,
            AccountEvent.EmailChangeRequested.class,
            AccountEvent.EmailConfirmed.class,
            AccountEvent.ClaimUnwanted.class,
            AccountEvent.PasswordChanged.class,
            AccountEvent.PasswordResetRequested.class,
            AccountEvent.AccountClosed.class,
            AccountEvent.Way.class,
            SecondFactorEvent.SecondFactorPrepared.class,
            SecondFactorEvent.SecondFactorEnabled.class,
            SecondFactorEvent.CodeUsed.class,
            SecondFactorEvent.RecoveryCodeUsed.class,
            SecondFactorEvent.RecoveryCodesReplaced.class,
            SecondFactorEvent.SecondFactorDisabled.class,
            StaffEvent.RoleGranted.class,
            StaffEvent.RoleRevoked.class,
            StaffEvent.ActingAllowed.class,
            StaffRole.class,
            SecondFactor.class,
            AccountState.class,
            AccountState.None.class,
            AccountState.Open.class,
            AccountState.Closed.class,
            AccountState.Pending.class,
            EmailClaimEvent.EmailClaimed.class,
            EmailClaimEvent.EmailReleased.class,
            EmailClaimState.class,
            EmailClaimState.Free.class,
            EmailClaimState.Held.class,
            HouseholdEvent.ProfileCreated.class,
            HouseholdEvent.ProfileChanged.class,
            HouseholdEvent.ProfileDeleted.class,
            HouseholdEvent.ProfilePinSet.class,
            HouseholdEvent.ProfilePinRemoved.class,
            HouseholdEvent.HouseholdPinSet.class,
            HouseholdEvent.HouseholdPinRemoved.class,
            HouseholdEvent.CountrySet.class,
            HouseholdState.class,
            Profile.class,
            ProfileSettings.class,
            ProfileLanguages.class,
            Playback.class,
            SubtitleStyle.class,
            SubtitleStyle.Size.class,
            SubtitleStyle.Background.class,
            Email.class,
            Challenge.class
        })
public class UserModule {

    public static final EventTypes<AccountEvent> ACCOUNT_EVENTS =
            EventTypes.of(AccountEvent.class)
                    .type("user.account-registered.v1", AccountEvent.AccountRegistered.class)
                    .type("user.challenge-renewed.v1", AccountEvent.ChallengeRenewed.class)
                    .type("user.email-change-requested.v1", AccountEvent.EmailChangeRequested.class)
                    .type("user.email-confirmed.v1", AccountEvent.EmailConfirmed.class)
                    .type("user.claim-unwanted.v1", AccountEvent.ClaimUnwanted.class)
                    .type("user.password-changed.v1", AccountEvent.PasswordChanged.class)
                    .type(
                            "user.password-reset-requested.v1",
                            AccountEvent.PasswordResetRequested.class)
                    .type("user.account-closed.v1", AccountEvent.AccountClosed.class)
                    .type(
                            "user.second-factor-prepared.v1",
                            SecondFactorEvent.SecondFactorPrepared.class)
                    .type(
                            "user.second-factor-enabled.v1",
                            SecondFactorEvent.SecondFactorEnabled.class)
                    .type("user.code-used.v1", SecondFactorEvent.CodeUsed.class)
                    .type("user.recovery-code-used.v1", SecondFactorEvent.RecoveryCodeUsed.class)
                    .type(
                            "user.recovery-codes-replaced.v1",
                            SecondFactorEvent.RecoveryCodesReplaced.class)
                    .type(
                            "user.second-factor-disabled.v1",
                            SecondFactorEvent.SecondFactorDisabled.class)
                    .type("user.role-granted.v1", StaffEvent.RoleGranted.class)
                    .type("user.role-revoked.v1", StaffEvent.RoleRevoked.class)
                    .type("user.acting-allowed.v1", StaffEvent.ActingAllowed.class);

    public static final AggregateType<AccountCommand, AccountState, AccountEvent, AccountRejection>
            ACCOUNT =
                    new AggregateType<>(
                            "user.account", new Account(), ACCOUNT_EVENTS, AccountState.class);

    public static final EventTypes<EmailClaimEvent> EMAIL_CLAIM_EVENTS =
            EventTypes.of(EmailClaimEvent.class)
                    .type("user.email-claimed.v1", EmailClaimEvent.EmailClaimed.class)
                    .type("user.email-released.v1", EmailClaimEvent.EmailReleased.class);

    public static final AggregateType<
                    EmailClaimCommand, EmailClaimState, EmailClaimEvent, EmailClaimRejection>
            EMAIL_CLAIM =
                    new AggregateType<>(
                            "user.email-claim",
                            new EmailClaim(),
                            EMAIL_CLAIM_EVENTS,
                            EmailClaimState.class);

    public static final EventTypes<HouseholdEvent> HOUSEHOLD_EVENTS =
            EventTypes.of(HouseholdEvent.class)
                    .type("user.profile-created.v1", HouseholdEvent.ProfileCreated.class)
                    .type("user.profile-changed.v1", HouseholdEvent.ProfileChanged.class)
                    .type("user.profile-deleted.v1", HouseholdEvent.ProfileDeleted.class)
                    .type("user.profile-pin-set.v1", HouseholdEvent.ProfilePinSet.class)
                    .type("user.profile-pin-removed.v1", HouseholdEvent.ProfilePinRemoved.class)
                    .type("user.household-pin-set.v1", HouseholdEvent.HouseholdPinSet.class)
                    .type("user.household-pin-removed.v1", HouseholdEvent.HouseholdPinRemoved.class)
                    .type("user.country-set.v1", HouseholdEvent.CountrySet.class);

    public static final AggregateType<
                    HouseholdCommand, HouseholdState, HouseholdEvent, HouseholdRejection>
            HOUSEHOLD =
                    new AggregateType<>(
                            "user.household",
                            new Household(),
                            HOUSEHOLD_EVENTS,
                            HouseholdState.class);

    @Produces
    AggregateType<AccountCommand, AccountState, AccountEvent, AccountRejection> account() {
        return ACCOUNT;
    }

    @Produces
    AggregateType<EmailClaimCommand, EmailClaimState, EmailClaimEvent, EmailClaimRejection>
            emailClaim() {
        return EMAIL_CLAIM;
    }

    @Produces
    AggregateType<HouseholdCommand, HouseholdState, HouseholdEvent, HouseholdRejection>
            household() {
        return HOUSEHOLD;
    }
}
