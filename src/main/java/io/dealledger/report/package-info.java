/** Composer. Reports for people and spreadsheets: what the reading rooms answer, as tables with a header that says of what. */
@NullMarked
package io.dealledger.report;

import org.jspecify.annotations.NullMarked;
