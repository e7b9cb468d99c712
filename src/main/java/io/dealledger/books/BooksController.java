package io.dealledger.books;

import io.dealledger.books.BooksCommand.ApproveBooksReopening;
import io.dealledger.books.BooksCommand.CloseBooks;
import io.dealledger.books.BooksCommand.RequestBooksReopening;
import io.dealledger.books.BooksCommand.WithdrawBooksReopening;
import io.dealledger.receipts.Write;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Commands about the books of the whole ledger. */
@RestController
@RequestMapping(path = "/api", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Books", description = "Periods that are closed for the whole ledger, or opened again by two people")
class BooksController {
    @Operation(summary = "Close the books of every company, party and rate through a day")
    @PostMapping("/period-closes")
    ResponseEntity<?> close(Write<CloseBooks> write) {
        return write.to(Books.STREAM);
    }

    @Operation(summary = "Ask that the books be opened again from a day on")
    @PostMapping("/reopenings")
    ResponseEntity<?> request(Write<RequestBooksReopening> write) {
        return write.to(Books.STREAM);
    }

    @Operation(summary = "Approve the reopening that somebody else has asked for")
    @PostMapping("/reopenings/approvals")
    ResponseEntity<?> approve(Write<ApproveBooksReopening> write) {
        return write.to(Books.STREAM);
    }

    @Operation(summary = "Withdraw what was asked for")
    @PostMapping("/reopenings/withdrawals")
    ResponseEntity<?> withdraw(Write<WithdrawBooksReopening> write) {
        return write.to(Books.STREAM);
    }
}
