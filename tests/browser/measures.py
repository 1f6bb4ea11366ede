"""JavaScript expressions that measure what is shown."""

from typing import Final

LOOKS: Final = {
    "phone": {"width": 320},
    "phone in the dark": {"width": 320, "dark": True},
    "desktop": {"width": 1280},
    "desktop in the dark": {"width": 1280, "dark": True},
}
"""The arguments of `Page.look` for the windows that documents are judged in."""

SHOWN: Final = """[...document.querySelectorAll("*")].filter(element => element.checkVisibility()
    && [...element.childNodes].some(node => node.nodeType !== 1 && node.data.trim())).map(element => element.nodeName)"""
"""The names of the elements with visible text."""


def contrast(selector: str) -> str:
    """Return the expression for the contrast of visible elements to their background (WCAG 2.2, relative luminance)."""
    return _CONTRAST.replace("SELECTOR", selector)


_CONTRAST: Final = """(() => {
    const channels = colour => colour.match(/[\\d.]+/g).map(Number);
    const light = colour => channels(colour).slice(0, 3).map(channel => channel / 255)
        .map(part => part <= .03928 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4)
        .reduce((sum, part, index) => sum + part * [.2126, .7152, .0722][index], 0);
    const background = element => {
        const colour = getComputedStyle(element).backgroundColor;
        return channels(colour)[3] === 0 && element.parentElement ? background(element.parentElement) : colour;
    };
    return [...document.querySelectorAll("SELECTOR")].filter(element => element.checkVisibility()).map(element => {
        const [dark, bright] = [getComputedStyle(element).color, background(element)].map(light).sort((a, b) => a - b);
        return (bright + .05) / (dark + .05);
    });
})()"""
HEADINGS: Final = (
    """[...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map(heading => Number(heading.localName[1]))"""
)
"""The levels of all headings."""

VIOLATIONS: Final = """axe.run(document, {resultTypes: ["violations"]}).then(result => result.violations.map(violation =>
    [violation.id, violation.help, ...violation.nodes.map(node => node.html.slice(0, 120))].join(" | ")))"""
"""What axe-core finds, when its script has run."""

OUTSIDE: Final = """[...document.querySelectorAll("body *")].filter(element => element.checkVisibility()
    && !element.closest(".skip-link, table") && (element.getBoundingClientRect().right > innerWidth + 1
    || element.getBoundingClientRect().left < -1)).map(element => element.outerHTML.slice(0, 80))"""
"""Elements that stick out of the window, other than in tables that scroll."""

QUESTIONS: Final = """(() => {
    const words = text => text.replace(/[^\\p{L}\\p{N}]+/gu, " ").trim();
    const plain = html => {
        const parsed = new DOMParser().parseFromString(html.replaceAll("<", " <"), "text/html");
        return words(parsed.body.textContent);
    };
    const listed = [], visit = value => {
        if (value && typeof value === "object") {
            if ([value["@type"]].flat().includes("Question") && value.acceptedAnswer)
                listed.push([words(value.name), plain(value.acceptedAnswer.text)]);
            Object.values(value).forEach(visit);
        }
    };
    document.querySelectorAll('script[type="application/ld+json"]').forEach(script => visit(JSON.parse(script.text)));
    const shown = [...document.querySelectorAll(".question")].filter(question => question.checkVisibility())
        .map(question => {
            const [heading, ...answer] = question.children;
            return [words(heading.innerText), words(answer.map(part => part.innerText).join(" "))];
        });
    return {listed, shown};
})()"""
"""The words of the questions in the linked data, and of those on the page."""

LINES: Final = """[...document.querySelectorAll(".section > p, .question > p")].map(paragraph => {
    const range = document.createRange();
    range.selectNodeContents(paragraph);
    const width = [...range.getClientRects()].reduce((sum, box) => sum + box.width, 0);
    return paragraph.clientWidth * paragraph.textContent.length / width;
})"""
"""The characters that fit on a line, by the average width of those of each paragraph."""
