/** The books of the whole ledger: closed through a date for every company, party and rate, and opened again. */
@NullMarked
package io.dealledger.books;

import org.jspecify.annotations.NullMarked;
