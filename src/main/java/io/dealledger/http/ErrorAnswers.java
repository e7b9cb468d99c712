package io.dealledger.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers for what failed before it reached a controller, and was sent on by the container. */
@Controller
final class ErrorAnswers implements ErrorController {
    @RequestMapping("/error")
    ResponseEntity<Problem> error(HttpServletRequest request) {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? code
                : ProblemType.NOT_FOUND.status().value();
        Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        HttpProblem problem = Problems.ofStatus(HttpStatusCode.valueOf(status));
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.parseMediaType(Problem.MEDIA_TYPE))
                .body(problem.problem(path == null ? request.getRequestURI() : path.toString()));
    }
}
