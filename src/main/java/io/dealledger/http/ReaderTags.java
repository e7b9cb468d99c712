package io.dealledger.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/**
 * Tags every answer to a read with a hash of its bytes, and answers 304 when the client has them. Such a tag says nothing
 * about versions, which is why it looks unlike one; an answer that brings its version as its tag keeps it.
 */
final class ReaderTags extends ShallowEtagHeaderFilter {
    private static final int LENGTH = 16;

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        // A package is as large as the ledger: it is sent as it is made, and kept nowhere to be hashed.
        return !request.getRequestURI().startsWith("/api/")
                || request.getRequestURI().equals("/api/export");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        super.doFilterInternal(request, response, chain);
    }

    /** Questions that are posted are tagged as well; they are told by the position that they cite, and bring no tag. */
    @Override
    protected boolean isEligibleForEtag(
            HttpServletRequest request, HttpServletResponse response, int status, InputStream body) {
        boolean question = request.getMethod().equals("POST")
                && status == HttpServletResponse.SC_OK
                && response.getHeader(Answers.LEDGER_POSITION) != null
                // A reply to a command has its own, and its If-Match was answered before anything was recorded.
                && response.getHeader(HttpHeaders.ETAG) == null;
        return question || super.isEligibleForEtag(request, response, status, body);
    }

    @Override
    protected String generateETagHeaderValue(InputStream body, boolean isWeak) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(body.readAllBytes());
            return "\"r-" + HexFormat.of().formatHex(digest.digest(), 0, LENGTH) + "\"";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
