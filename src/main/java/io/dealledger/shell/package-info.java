/** What every aggregate shell does between Axon and a pure decision: the same in all write rooms. */
@NullMarked
package io.dealledger.shell;

import org.jspecify.annotations.NullMarked;
