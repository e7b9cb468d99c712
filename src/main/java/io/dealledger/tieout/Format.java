package io.dealledger.tieout;

/** What an external list came as. */
enum Format {
    CSV,
    OCF_JSON,
    OCF_ZIP
}
