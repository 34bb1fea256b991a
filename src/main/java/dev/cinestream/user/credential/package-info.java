/// What proves who somebody is: passwords, addresses, and what is mailed to them.
@org.jspecify.annotations.NullMarked
package dev.cinestream.user.credential;
