package dashboard

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/gofiber/fiber/v2"

	"sextant/analytics"
	"sextant/dashboard/draw"
)

// A problem is an error as readers see it. It is printed as JSON under the key "error", or as a page.
type problem struct {
	Status    int      `json:"-"`
	Code      string   `json:"code"`
	Message   string   `json:"message"`
	Parameter string   `json:"parameter"`
	Allowed   []string `json:"allowed"`
	Request   string   `json:"request,omitempty"` // of internal errors: what to look for in the log
}

// problems is the one table from kind of error to status. Message is English; key ui.problem.<code>.
var problems = []struct {
	is      func(error) bool
	status  int
	code    string
	message string
}{
	{isInvalid, http.StatusBadRequest, "invalid", "The address asks for something that this page does not know."},
	{func(err error) bool { return errors.Is(err, analytics.ErrNotFound) }, http.StatusNotFound, "not-found", "There is nothing at this address."},
	{func(err error) bool { return errors.Is(err, errRestricted) }, http.StatusForbidden, "restricted", "The licence of the source does not allow its export. The publisher's own page has the data."},
	{isUnavailable, http.StatusServiceUnavailable, "unavailable", "The data cannot be read at the moment. Try again in a few seconds."},
	{isStatus(http.StatusMethodNotAllowed), http.StatusMethodNotAllowed, "method", "This address can only be read (GET or HEAD)."},
	{isStatus(http.StatusRequestURITooLong), http.StatusRequestURITooLong, "too-long", "The address is too long."},
	{isStatus(http.StatusTooManyRequests), http.StatusTooManyRequests, "too-many", "Too many requests from this connection. Try again in a few seconds."},
	{isStatus(http.StatusRequestEntityTooLarge), http.StatusRequestEntityTooLarge, "too-large", "The request is too large."},
	{isStatus(http.StatusNotFound), http.StatusNotFound, "not-found", "There is nothing at this address."},
	{isStatus(http.StatusBadRequest), http.StatusBadRequest, "invalid", "The request cannot be read."},
}

// errRestricted is the refusal to export what its licence does not allow to hand on.
var errRestricted = errors.New("export restricted by licence")

func isInvalid(err error) bool {
	var invalid *analytics.InvalidError
	return errors.As(err, &invalid)
}

func isUnavailable(err error) bool {
	return errors.Is(err, analytics.ErrUnavailable) || errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) ||
		errors.Is(err, draw.ErrNotBuilt)
}

func isStatus(status int) func(error) bool {
	return func(err error) bool {
		var e *fiber.Error
		return errors.As(err, &e) && e.Code == status
	}
}

// problemOf finds an error's row in the table. What is not in it is internal: shown as a request id only, and logged.
func problemOf(err error, requestID string) problem {
	for _, row := range problems {
		if !row.is(err) {
			continue
		}
		p := problem{Status: row.status, Code: row.code, Message: row.message, Allowed: []string{}}
		var invalid *analytics.InvalidError
		if errors.As(err, &invalid) {
			p.Message, p.Parameter = invalid.Reason, invalid.Param
			p.Allowed = append(p.Allowed, invalid.Allowed...)
		}
		return p
	}
	return problem{Status: http.StatusInternalServerError, Code: "internal", Allowed: []string{}, Request: requestID,
		Message: "Something went wrong here. The request is noted under the id shown."}
}

// json prints the problem in the one shape of design.md part 6.
func (p problem) json() []byte {
	b, err := json.Marshal(map[string]problem{"error": p})
	if err != nil { // strings and ints always marshal
		panic(err)
	}
	return append(b, '\n')
}
