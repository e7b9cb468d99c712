package io.dealledger.http;

/** For tests of other rooms that read bodies. */
public final class TestBodies {
    private TestBodies() {}

    public static BodyReader reader() {
        return new BodyReader();
    }
}
