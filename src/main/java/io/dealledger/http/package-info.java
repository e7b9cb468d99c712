/**
 * The house's HTTP rules: problems, strict requests, points in time, entity tags, paging. Knows the words of the ledger
 * and none of its rooms.
 */
@NullMarked
package io.dealledger.http;

import org.jspecify.annotations.NullMarked;
