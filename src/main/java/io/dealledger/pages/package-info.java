/** What a person sees: the start screen, and where {@code /} leads. */
@NullMarked
package io.dealledger.pages;

import org.jspecify.annotations.NullMarked;
