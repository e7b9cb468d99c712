package io.dealledger.store;

import java.util.Optional;

/** The keys of natural persons' data. */
interface PersonKeys {
    /** The person's key; empty once it was erased, or when there never was one. */
    Optional<byte[]> find(String person);

    /** The person's key, made when there is none; it is kept before this returns. */
    byte[] findOrMake(String person);
}
