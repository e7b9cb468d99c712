package io.dealledger.store;

import java.util.Optional;

/** The keys of natural persons' data. */
interface PersonKeys {
    /** Whether this reader may see keys at all: without that an absent key says nothing of the person. */
    default boolean areVisible() {
        return true;
    }

    /** The person's key; empty once it was erased, or when there never was one. */
    Optional<byte[]> find(String person);

    /** The person's key, made when there is none; it is kept before this returns. */
    byte[] findOrMake(String person);
}
