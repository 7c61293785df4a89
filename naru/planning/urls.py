"""Addresses of the public figures; those of claims and sources never change."""

from django.urls import path

from naru.planning.pages import claims, downloads, feeds, figures

app_name = "figures"
urlpatterns = [
    path("", figures.figures, name="page"),
    path("contradictions/", figures.contradictions, name="contradictions"),
    path("changes/", figures.changes, name="changes"),
    path("claims/<slug:claim_id>/", claims.claim, name="claim"),
    path("claims/<slug:claim_id>.bib", claims.claim_bib, name="claim_bib"),
    path("claims/<slug:claim_id>.csl.json", claims.claim_csl, name="claim_csl"),
    path("sources/<slug:source_id>/", claims.source, name="source"),
    path("figures.csv", downloads.figures_csv, name="csv"),
    path("figures.hxl.csv", downloads.figures_hxl, name="hxl"),
    path("figures.json", downloads.figures_json, name="json"),
    path("contradictions.json", downloads.contradictions_json, name="contradictions_json"),
    path("sources.bib", downloads.sources_bib, name="sources_bib"),
    path("changes.<str:lang>.atom", feeds.atom, name="atom"),
    path("changes.<str:lang>.json", feeds.json_feed, name="json_feed"),
    path("card.<str:lang>.png", figures.card, name="card"),
]
