package dev.cinestream.billing.invoicebook;

/// Documents that are counted together.
public enum Series {
    INVOICE(""),
    CREDIT_NOTE("CN-");

    private final String infix;

    Series(String infix) {
        this.infix = infix;
    }

    String infix() {
        return infix;
    }
}
