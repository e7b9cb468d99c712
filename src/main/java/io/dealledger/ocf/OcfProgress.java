package io.dealledger.ocf;

/** How far an import that is under way has come. @param objects of the package @param done that are worked out */
record OcfProgress(String company, long objects, long done) {}
