package dashboard

import (
	"context"
	"errors"
	"net/http"

	"github.com/gofiber/fiber/v2"

	"sextant/analytics"
)

// movedError says that a page lives on at another address.
type movedError struct{ path string }

// Error names the address.
func (e *movedError) Error() string { return "moved to " + e.path }

// pageKinds are the profiles whose ids may move, by their folder.
var pageKinds = map[string]string{"organisations": analytics.PageOrganisation, "programmes": analytics.PageProgramme}

// moved returns a *movedError if a profile that is not there lives on elsewhere; else the error that it was given.
func moved(ctx context.Context, r *analytics.Release, q *request, folder, id string, notFound error) error {
	if !errors.Is(notFound, analytics.ErrNotFound) || pageKinds[folder] == "" {
		return notFound
	}
	to, err := r.Moved(ctx, pageKinds[folder], id)
	switch {
	case errors.Is(err, analytics.ErrNotFound):
		return notFound
	case err != nil:
		return err
	}
	return &movedError{q.place().page("/"+folder+"/"+to, nil)}
}

// forward answers for a page that has moved: for good, but a decision on who is who may be taken back, so not for ever in caches.
func forward(c *fiber.Ctx, err error) error {
	var e *movedError
	if !errors.As(err, &e) {
		return err
	}
	c.Set(fiber.HeaderCacheControl, "public, max-age=300")
	return c.Redirect(e.path, http.StatusPermanentRedirect)
}
