/** READ. An investor's schedule of investments at fair value, and what moved its Level 3 from one day to another. */
@NullMarked
package io.dealledger.schedule;

import org.jspecify.annotations.NullMarked;
