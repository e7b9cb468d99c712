/**
 * The jar as a command line: each command is one class, listed in {@code Commands}. Data goes to the standard output,
 * everything else to the standard error; {@code Exit} says what a script can tell from the end.
 */
@NullMarked
package io.dealledger.cli;

import org.jspecify.annotations.NullMarked;
