/** A real PostgreSQL inside the process, for whoever has a JDK and nothing else. As durable as any other. */
@NullMarked
package io.dealledger.store.embedded;

import org.jspecify.annotations.NullMarked;
