/** READ. One company's history step by step: what each event changed, and how the company stood after it. */
@NullMarked
package io.dealledger.steps;

import org.jspecify.annotations.NullMarked;
