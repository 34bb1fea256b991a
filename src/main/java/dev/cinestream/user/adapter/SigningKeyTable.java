package dev.cinestream.user.adapter;

import dev.cinestream.eventsourcing.privacy.MasterKey;
import dev.cinestream.user.session.SigningKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// `identity.signing_key`: private keys lie there wrapped under the master key.
@ApplicationScoped
public class SigningKeyTable {

    private static final String READ =
            "select kid, public_key, wrapped, signs_from, signs_until, verifies_until from identity.signing_key where verifies_until > now() order by signs_from";
    private static final String INSERT =
            "insert into identity.signing_key (kid, public_key, wrapped, signs_from, signs_until, verifies_until) values ($1, $2, $3, $4, $5, $6)";
    private static final String FORGET =
            "delete from identity.signing_key where verifies_until <= now()";
    private static final String ONE_AT_A_TIME =
            "select pg_advisory_xact_lock(hashtextextended('cinestream.signing-key', 0))";

    private final Pool pool;
    private final MasterKey master;

    SigningKeyTable(Pool pool, MasterKey master) {
        this.pool = pool;
        this.master = master;
    }

    /// Those that verify, by the time they begin to sign.
    public Uni<List<SigningKey>> read() {
        return read(pool);
    }

    /// Adds a key if one is wanted, of all instances only one at a time; answers those that verify then.
    ///
    /// @param wanted of those that are there
    public Uni<List<SigningKey>> add(Function<List<SigningKey>, Optional<SigningKey>> wanted) {
        return pool.withTransaction(connection ->
                connection
                        .query(ONE_AT_A_TIME)
                        .execute()
                        .chain(() -> read(connection))
                        .chain(there ->
                                wanted.apply(there)
                                        .map(key ->
                                                insert(connection, key)
                                                        .chain(() -> read(connection)))
                                        .orElseGet(() -> Uni.createFrom().item(there))));
    }

    private Uni<List<SigningKey>> read(SqlClient client) {
        return client.query(READ)
                .execute()
                .map(rows -> {
                    List<SigningKey> keys = new ArrayList<>();
                    rows.forEach(row -> keys.add(key(row)));
                    return keys;
                });
    }

    private Uni<Void> insert(SqlConnection connection, SigningKey key) {
        return connection
                .query(FORGET)
                .execute()
                .chain(() ->
                        connection
                                .preparedQuery(INSERT)
                                .execute(
                                        Tuple.of(
                                                key.kid(),
                                                Buffer.buffer(key.publicKey().getEncoded()),
                                                Buffer.buffer(master.wrap(key.privateKey())),
                                                key.signsFrom().atOffset(ZoneOffset.UTC),
                                                key.signsUntil().atOffset(ZoneOffset.UTC),
                                                key.verifiesUntil().atOffset(ZoneOffset.UTC))))
                .replaceWithVoid();
    }

    private SigningKey key(Row row) {
        return new SigningKey(
                row.getString("kid"),
                publicKey(row.getBuffer("public_key").getBytes()),
                master.unwrapPrivate(row.getBuffer("wrapped").getBytes(), "EC"),
                instant(row, "signs_from"),
                instant(row, "signs_until"),
                instant(row, "verifies_until"));
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static ECPublicKey publicKey(byte[] encoded) {
        try {
            return (ECPublicKey)
                    KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a stored public key is not one", e);
        }
    }
}
