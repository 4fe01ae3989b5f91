package dashboard

import (
	"github.com/gofiber/fiber/v2"

	"sextant/dashboard/locale"
)

// routes is the table of addresses (design.md part 6). Machine forms have no language; pages have one.
func (s *Server) routes(app *fiber.App) {
	app.Get("/healthz", func(c *fiber.Ctx) error { return plainText(c, "ok\n") })
	app.Get("/readyz", func(c *fiber.Ctx) error {
		if err := s.ready(); err != nil {
			return err
		}
		return plainText(c, s.live.current()+"\n")
	})
	app.Get("/robots.txt", func(c *fiber.Ctx) error { return plainText(c, "User-agent: *\nDisallow: /*?*theme=\n") })
	app.Get("/static/:name", s.assets.serve)
	app.Get("/embed.js", s.assets.script("embed.js"))

	app.Get("/charts/:id/rows.csv", s.serve("", s.rowsFile(".csv")))
	app.Get("/charts/:id/rows.json", s.serve("", s.rowsFile(".json")))
	app.Get("/charts/:id/events.csv", s.serve("", s.eventsFile(".csv")))
	app.Get("/charts/:id/events.json", s.serve("", s.eventsFile(".json")))
	app.Get("/charts/:id/robustness.csv", s.serve("", s.robustFile(".csv")))
	app.Get("/charts/:id/robustness.json", s.serve("", s.robustFile(".json")))
	app.Get("/charts/:file", s.withSuffix(s.chartFile))
	app.Get("/embed/:id", s.serve("", s.embedHTML))
	app.Get("/api/v1/search", s.serve("", s.findJSON))
	app.Get("/api/v1/datasets", s.serve("", s.statusJSON))
	app.Get("/datasets.json", s.serve("", s.datasetsJSON))
	app.Get("/datasets/:file", s.withSuffix(s.datasetJSON))
	app.Get("/index.csv", s.serve("", s.compositeFile(".csv")))
	app.Get("/index.json", s.serve("", s.compositeFile(".json")))
	app.Get("/gap.csv", s.serve("", s.gapFile(".csv")))
	app.Get("/gap.json", s.serve("", s.gapFile(".json")))
	app.Get("/indicators.json", s.serve("", s.indicatorsJSON))
	app.Get("/indicators/:file", s.withSuffix(s.indicatorJSON))
	app.Get("/methods.json", s.serve("", s.methodsJSON))
	app.Get("/methods/:file", s.withSuffix(s.methodJSON))
	app.Get("/projects.csv", s.serve("", s.holdingFile(".csv")))
	app.Get("/projects.json", s.serve("", s.holdingFile(".json")))
	app.Get("/releases.json", s.serve("", s.releaseListJSON))
	app.Get("/releases/:id/bulk/:file", s.bulkFile)
	app.Get("/releases/:id/:file", s.bulkFile)
	app.Get("/releases/:file", s.withSuffix(s.releaseJSON))

	app.Get("/", toLanguage)
	for _, path := range []string{"/charts/:id/rows", "/releases", "/economies/:code", "/investors/:id", "/search", "/status", "/projects/:id", "/programmes/:id", "/organisations/:id"} {
		app.Get(path, toLanguage)
	}
	for _, page := range s.content.pages {
		app.Get("/"+page.Slug, toLanguage)
	}
	for _, lang := range locale.Languages() {
		s.languageRoutes(app, lang)
	}
}

func (s *Server) languageRoutes(app *fiber.App, lang string) {
	app.Get("/"+lang, toSlash)
	app.Get("/"+lang+"/", s.serve(lang, s.overviewHTML))
	for _, page := range s.content.pages {
		if page.Slug != overview {
			app.Get("/"+lang+"/"+page.Slug, s.serve(lang, s.planOf(page)))
		}
	}
	app.Get("/"+lang+"/charts/:id", s.serve(lang, s.chartHTML))
	app.Get("/"+lang+"/charts/:id/rows", s.serve(lang, s.rowsHTML))
	app.Get("/"+lang+"/projects/:id", s.serve(lang, s.projectHTML))
	app.Get("/"+lang+"/programmes/:id", s.serve(lang, s.programmeHTML))
	app.Get("/"+lang+"/organisations/:id", s.serve(lang, s.organisationHTML))
	app.Get("/"+lang+"/economies/:code", s.serve(lang, s.economyHTML))
	app.Get("/"+lang+"/investors/:id", s.serve(lang, s.investorHTML))
	app.Get("/"+lang+"/datasets/:id", s.serve(lang, s.datasetHTML))
	app.Get("/"+lang+"/indicators/:id", s.serve(lang, s.indicatorHTML))
	app.Get("/"+lang+"/search", s.serve(lang, s.findHTML))
	app.Get("/"+lang+"/methods/:id", s.serve(lang, s.methodHTML))
	app.Get("/"+lang+"/status", s.serve(lang, s.statusHTML))
	app.Get("/"+lang+"/releases", s.serve(lang, s.releasesHTML))
	app.Get("/"+lang+"/releases/:id", s.serve(lang, s.releaseHTML))
}

// withSuffix serves a machine form; the bare address leads to the page in the reader's language.
func (s *Server) withSuffix(understand planner) fiber.Handler {
	file := s.serve("", understand)
	return func(c *fiber.Ctx) error {
		if hasSuffix(c.Params("file")) {
			return file(c)
		}
		return toLanguage(c)
	}
}

func plainText(c *fiber.Ctx, text string) error {
	c.Set(fiber.HeaderContentType, "text/plain; charset=utf-8")
	c.Set(fiber.HeaderCacheControl, "no-store")
	return c.SendString(text)
}
