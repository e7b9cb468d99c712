package io.dealledger.testing;

import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Where random histories begin. The same in every build, so that a build that was green is green again; with
 * {@code -Dledger.seed=random} at others than ever before, and with {@code -Dledger.seed=15} at that one.
 */
public final class Seeds {
    private static final String ASKED = System.getProperty("ledger.seed", "20260131");
    private static final String NEW = "random";

    private Seeds() {}

    public static long one() {
        return ASKED.equals(NEW) ? new Random().nextLong() : Long.parseLong(ASKED);
    }

    /**
     * The first draws of a {@link Random} hardly differ between seeds that follow one another: its seed is scattered.
     */
    public static Random random(long seed) {
        return new Random(new SplittableRandom(seed).nextLong());
    }

    /** @param kept what a test always tries, whatever is asked for */
    public static LongStream of(LongStream kept, int others) {
        long first = one();
        return Stream.of(kept, LongStream.of(first), new Random(first).longs(others - 1L))
                .flatMapToLong(seeds -> seeds);
    }
}
