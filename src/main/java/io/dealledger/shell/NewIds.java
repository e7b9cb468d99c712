package io.dealledger.shell;

import java.util.function.Supplier;

/** Makes the part of an id behind its prefix; each call a new one. Chance comes in here and nowhere else. */
@FunctionalInterface
public interface NewIds extends Supplier<String> {}
