/// The e-mail claim aggregate.
@org.jspecify.annotations.NullMarked
package dev.cinestream.user.emailclaim;
