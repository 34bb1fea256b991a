/// Customers: who may log in, and who watches.
///
/// - **Account**: who pays and logs in. It begins unconfirmed, is active once its e-mail address is confirmed, and ends
///   closed.
/// - **E-mail claim**: that an address belongs to one account and no other. It is made when somebody shows that they read
///   the address's mail, not when they type it: nobody can keep another's address from them.
/// - **Challenge**: what is mailed to somebody so that they can show that they read it. Good once, for a time, and only the
///   newest.
/// - **Household**: all who watch with an account, under the account's id: its profiles, its PIN, its country.
/// - **Profile**: somebody who watches. What it may see stands in the tokens of the sessions it watches in.
/// - **Household's PIN**: what profiles are changed with and kids' profiles are left with. A profile may have one of its own,
///   which it is entered with.
/// - **Second factor**: codes of an authenticator that a log-in needs besides the password, and recovery codes for when it is
///   lost.
/// - **Acting**: support is seen as a customer for a while, by a token that names both.
@NullMarked
@Module(name = "user")
package dev.cinestream.user;

import dev.cinestream.Module;
import org.jspecify.annotations.NullMarked;
