/**
 * What is derived from the journal and kept as rows: its shape, how far it has come, and how it is made again and
 * compared with what is live.
 */
@NullMarked
package io.dealledger.replay;

import org.jspecify.annotations.NullMarked;
