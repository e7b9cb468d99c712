/**
 * Axon and PostgreSQL: the ordered writer, the event store, event names and upcasters, projections' rows. The
 * only engine room: it implements the ports of the others and is named by nobody but Spring.
 */
@NullMarked
package io.dealledger.store;

import org.jspecify.annotations.NullMarked;
