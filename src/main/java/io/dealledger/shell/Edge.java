package io.dealledger.shell;

import org.springframework.stereotype.Component;

/** What a decision is given from outside: the day, who is registered, new ids. */
@Component
public record Edge(Today today, Registered registered, NewIds newIds) {}
