"""Three invented pages, each as plain text, as Markdown and as HTML; all forms tell the same story."""

from typing import Final, NamedTuple


class Page(NamedTuple):
    """A page in its forms."""

    text: str
    markdown: str
    html: str


BARRIER: Final = Page(
    text="""+++
url = "https://news.example.com/explainers/barrier"
language = "en"
authors = ["Nadia Fenwick"]
published = 2026-11-02T08:30:00Z
keywords = ["flooding", "Port Ellery"]
+++
Port Ellery votes to build the barrier

What happened

The council of Port Ellery has voted by 31 to 24 to build a tidal barrier.

Work is to begin in spring.

What's behind the headline?

A town that ran out of time
- Money: Two thirds of the cost comes from a loan.
- Fishing: The crews were promised a lock of their own.

> We had no time to lose.
> — Ines Okafor <https://news.example.com/speech>

Press review

According to The Marl Courier, the vote "ends forty years of waiting". Shares rose by a tenth. The Coastal Times \
reports that three councillors changed their minds.

The story so far

A surge flooded nine hundred homes in February 2021.

Two plans for a wall along the quays failed:
1. the first over its cost
2. the second over its height

![A map of the estuary](https://news.example.com/map.png) The estuary

Go deeper
- Who pays if the barrier is late?
- What happens to the marsh?

FAQs

Can ships still pass?
Yes. Two locks stay open.

Is it safe?
No. Why would it be?

Topics
- Port Ellery is a town on the estuary of the Marl.
- Ines Okafor is a politician who has led the council since 2023.
""",
    markdown="""---
title: Port Ellery votes to build the barrier
canonical: https://news.example.com/explainers/barrier
lang: en
author: Nadia Fenwick
date: 2026-11-02T08:30:00Z
tags: [flooding, Port Ellery]
---

## What happened

The council of Port Ellery has voted by 31 to 24 to build a tidal barrier.

Work is to begin in spring.

## What's behind the headline?

### A town that ran out of time

* **Money:** Two thirds of the cost comes from a loan.
* **Fishing:** The crews were promised a lock of their own.

> We had no time to lose.
>
> — Ines Okafor <https://news.example.com/speech>

## Press review

According to The Marl Courier, the vote "ends forty years of waiting". Shares rose by a tenth. The Coastal Times reports
that three councillors changed their minds.

## The story so far

A surge flooded nine hundred homes in February 2021.

Two plans for a wall along the quays failed:

1. the first over its cost
2. the second over its height

![A map of the estuary](https://news.example.com/map.png) The estuary

## Go deeper

* Who pays if the barrier is late?
* What happens to the marsh?

## FAQs

### Can ships still pass?

Yes. Two locks stay open.

### Is it safe?

No. Why would it be?

## Topics

* Port Ellery is a town on the estuary of the Marl.
* Ines Okafor is a politician who has led the council since 2023.
""",
    html="""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Port Ellery votes to build the barrier | The Harbour Desk</title>
<link rel="canonical" href="https://news.example.com/explainers/barrier">
<meta name="author" content="Nadia Fenwick">
<meta name="description" content="Another summary, for search engines.">
<meta name="keywords" content="flooding, Port Ellery">
<meta property="article:published_time" content="2026-11-02T08:30:00Z">
<script>document.title = "<h2>Corrections</h2>"</script>
<style>h2 { color: red }</style>
</head>
<body>
<header><a href="/">The Harbour Desk</a><nav><ul><li><a href="/news">News</a></li></ul></nav></header>
<div class="cookie-banner" role="dialog"><p>We use cookies.</p><button>Accept</button></div>
<main>
<article>
<h1>Port Ellery votes to build the barrier</h1>
<h2>What happened</h2>
<p>The council of Port Ellery has voted by <strong>31 to 24</strong> to build a <a href="/barrier">tidal barrier</a>.</p>
<p>Work is to begin in spring.</p>
<h2>What&rsquo;s behind the headline?</h2>
<h3>A town that ran out of time</h3>
<ul>
<li><strong>Money:</strong> Two thirds of the cost comes from a <em>loan</em>.</li>
<li><strong>Fishing</strong>: The crews were promised a lock of their own.</li>
</ul>
<blockquote cite="/speech"><p>We had no time to lose.</p><footer>— <cite>Ines Okafor</cite></footer></blockquote>
<h2>Press review</h2>
<p>According to The Marl Courier, the vote "ends forty years of waiting".
Shares rose by a tenth. The Coastal Times reports that three councillors changed their minds.</p>
<h2>The story so far</h2>
<p>A surge flooded nine hundred homes in February 2021.</p>
<p>Two plans for a wall along the quays failed:</p>
<ol><li>the first over its cost</li><li>the second over its height</li></ol>
<figure><img src="/map.png" alt="A map of the estuary"><figcaption>The estuary</figcaption></figure>
<h2>Go deeper</h2>
<ul><li>Who pays if the barrier is late?</li><li>What happens to the marsh?</li></ul>
<h2>FAQs</h2>
<details><summary>Can ships still pass?</summary><p>Yes. Two locks stay open.</p></details>
<details><summary>Is it safe?</summary>No. Why would it be?</details>
<h2>Topics</h2>
<ul>
<li>Port Ellery is a town on the estuary of the Marl.</li>
<li>Ines Okafor is a politician who has led the council since 2023.</li>
</ul>
</article>
<aside><h2>Related</h2><p>Other stories.</p></aside>
</main>
<footer><p>© 2026 The Harbour Desk</p></footer>
</body>
</html>
""",
)

BRIDGE: Final = Page(
    text="""+++
id = "https://news.example.com/bruecke"
url = "https://news.example.com/bruecke"
language = "de"
+++
Die Brücke ist wieder offen

Was ist passiert?
Die Brücke über die Marl ist seit Montag wieder offen.

Einordnung
Die Stadt hat H2O gemessen. Der Pegel sinkt.

Pressestimmen
Laut der Küstenzeitung ist die Brücke „ein Wunder“.

Fragen und Antworten
F: Wer hat die Brücke gebaut?
A: Die Stadt.
F: Was hat sie gekostet?
A: Vier Millionen.

Korrekturen
- Die Brücke wurde 1911 gebaut, nicht 1910.
""",
    markdown="""---
id: https://news.example.com/bruecke
url: https://news.example.com/bruecke
lang: de
---
Die Brücke ist wieder offen
===========================

Was ist passiert?
-----------------

Die Brücke über die Marl ist seit Montag wieder offen.

Einordnung
----------

Die Stadt hat H2O gemessen. Der Pegel sinkt.

Pressestimmen
-------------

Laut der Küstenzeitung ist die Brücke „ein Wunder“.

Fragen und Antworten
--------------------

**F:** Wer hat die Brücke gebaut?
**A:** Die Stadt.

**F:** Was hat sie gekostet?
**A:** Vier Millionen.

Korrekturen
-----------

- Die Brücke wurde 1911 gebaut, nicht 1910.
""",
    html="""<html lang="de"><head><title>Die Brücke ist wieder offen</title>
<link rel="canonical" href="https://news.example.com/bruecke"></head>
<body><h1>Die Brücke ist wieder offen</h1>
<h2>Was ist passiert?</h2><p>Die Brücke über die Marl ist seit Montag wieder offen.</p>
<h2>Einordnung</h2><p>Die Stadt hat H<sub>2</sub>O gemessen. Der Pegel sinkt.</p>
<h2>Pressestimmen</h2><p>Laut der Küstenzeitung ist die Brücke „ein Wunder“.</p>
<h2>Fragen und Antworten</h2>
<p><b>F: Wer hat die Brücke gebaut?</b><br>A: Die Stadt.</p>
<p><b>F:</b> Was hat sie gekostet?<br><b>A:</b> Vier Millionen.</p>
<h2>Korrekturen</h2><ul><li>Die Brücke wurde 1911 gebaut, nicht 1910.</li></ul>
</body></html>
""",
)

UMBRELLA: Final = Page(
    text="""+++
url = "https://news.example.com/ja/kasa"
language = "ja"
headline = "和傘の里に若い職人が戻る"
+++
何が起きたか

山あいの町で、和傘づくりを学ぶ若者が今年十二人になった。

解説

なぜ今なのか
- 住まい: 町が空き家を貸し出した。
- 注文: 大きな傘が求められている。

背景

最盛期には三百の工房があった。

残る疑問
- 竹は誰が育てているのか？

よくある質問
- 和傘は雨の日に使えますか？
使えます。
- いくらですか？
五万円です。
""",
    markdown="""---
title: 和傘の里に若い職人が戻る
url: https://news.example.com/ja/kasa
lang: ja
---
## 1. 何が起きたか

山あいの町で、和傘づくりを学ぶ若者が今年十二人になった。

## 2. 解説

### なぜ今なのか

- **住まい:** 町が空き家を貸し出した。
- **注文:** 大きな傘が求められている。

## 3. 背景

最盛期には三百の工房があった。

## 4. 残る疑問

- 竹は誰が育てているのか？

## 5. よくある質問

1. 和傘は雨の日に使えますか？

   使えます。

2. いくらですか？

   五万円です。
""",
    html="""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" lang="ja">
<head><title>和傘の里に若い職人が戻る</title><link rel="canonical" href="https://news.example.com/ja/kasa"/></head>
<body>
<div role="main">
<h1>和傘の里に若い職人が戻る</h1>
<h2>【何が起きたか】</h2><p>山あいの町で、和傘づくりを学ぶ若者が今年十二人になった。</p>
<h2>【解説】</h2><h3>なぜ今なのか</h3>
<dl><dt>住まい</dt><dd>町が空き家を貸し出した。</dd><dt>注文</dt><dd>大きな傘が求められている。</dd></dl>
<h2>【背景】</h2><div>最盛期には三百の工房があった。</div>
<h2>【残る疑問】</h2><ul><li>竹は誰が育てているのか？</li></ul>
<h2>【よくある質問】</h2>
<dl><dt>和傘は雨の日に使えますか？</dt><dd>使えます。</dd><dt>いくらですか？</dt><dd>五万円です。</dd></dl>
</div>
</body></html>
""",
)

PAGES: Final = {"barrier": BARRIER, "bridge": BRIDGE, "umbrella": UMBRELLA}
