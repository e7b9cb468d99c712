package io.dealledger.money;

/** A value that can never be valid, whatever the ledger holds. Carries a stable code and the figure that was given. */
public final class InvalidValue extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String field;
    private final String figure;

    private InvalidValue(String code, String field, String figure, String message) {
        super(message);
        this.code = code;
        this.field = field;
        this.figure = figure;
    }

    /** @param code stable, machine-readable, e.g. {@code negative}; @param figure the value as it was given */
    public static InvalidValue of(String code, String figure, String message) {
        return new InvalidValue(code, "", figure, message);
    }

    /** The same for one named component of a record, whose name becomes part of the JSON pointer. */
    public static InvalidValue in(String field, String code, String figure, String message) {
        return new InvalidValue(code, field, figure, message);
    }

    public String code() {
        return code;
    }

    /** Name of the record component at fault, or empty when the value itself is. */
    public String field() {
        return field;
    }

    public String figure() {
        return figure;
    }
}
