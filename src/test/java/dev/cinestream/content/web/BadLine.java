package dev.cinestream.content.web;

import java.util.List;

/// A wrong line of an import, and which problem it must get.
record BadLine(String name, String line, int status, String code, List<String> says) {

    static BadLine of(String name, String line) {
        return new BadLine(name, line, 0, "", List.of());
    }

    BadLine gets(int expectedStatus, String expectedCode, String... parts) {
        return new BadLine(name, line, expectedStatus, expectedCode, List.of(parts));
    }

    @Override
    public String toString() {
        return name + " gets " + status + " " + code;
    }
}
