package dev.cinestream.platform.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A P-256 key pair in a PEM file that only its owner can read: private (PKCS #8) and public (SPKI) block.
final class TokenKey {

    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";

    private final KeyPair pair;

    private TokenKey(KeyPair pair) {
        this.pair = pair;
    }

    /// The key of the file; made when there is none. Of processes that start at once one makes it and all read it.
    static TokenKey readOrMake(Path file) {
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            return new TokenKey(read(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("the development key " + file + " cannot be used", e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "the development key " + file + " is not one; delete it and a new one is made",
                    e);
        }
    }

    KeyPair pair() {
        return pair;
    }

    /// Names the key: the first 16 hex digits of its public half's SHA-256.
    String id() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(pair.getPublic().getEncoded());
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void make(Path file) throws IOException, GeneralSecurityException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair made = generator.generateKeyPair();
        Path draft =
                Files.createTempFile(
                        folder,
                        "token-key",
                        ".new",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(
                    draft,
                    pem(PRIVATE, made.getPrivate().getEncoded())
                            + pem(PUBLIC, made.getPublic().getEncoded()));
            Files.createLink(file, draft); // whole or not at all, and never over another's
        } catch (FileAlreadyExistsException _) {
            return; // another process was first; its key is the one
        } finally {
            Files.delete(draft);
        }
    }

    private static KeyPair read(String pem) throws GeneralSecurityException {
        KeyFactory keys = KeyFactory.getInstance("EC");
        return new KeyPair(
                keys.generatePublic(new X509EncodedKeySpec(block(pem, PUBLIC))),
                keys.generatePrivate(new PKCS8EncodedKeySpec(block(pem, PRIVATE))));
    }

    private static String pem(String name, byte[] der) {
        String text =
                Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(der);
        return "-----BEGIN " + name + "-----\n" + text + "\n-----END " + name + "-----\n";
    }

    private static byte[] block(String pem, String name) {
        Matcher block =
                Pattern.compile(
                                "-----BEGIN " + name + "-----(.*?)-----END " + name + "-----",
                                Pattern.DOTALL)
                        .matcher(pem);
        if (!block.find()) {
            throw new IllegalArgumentException("it has no block " + name);
        }
        return Base64.getMimeDecoder().decode(block.group(1));
    }
}
