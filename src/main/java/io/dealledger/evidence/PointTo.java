package io.dealledger.evidence;

/** @param location where a document is kept: a URI, a file number, a safe */
public record PointTo(String location) {}
