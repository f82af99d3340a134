import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PROPERTY_RUNS } from "../../property-runs.js";
import { htmlToText } from "./html-to-text.js";

describe("htmlToText", () => {
  it.each([
    ["a<br>b<br/>c", "a\nb\nc"],
    ["<p>one</p><p>two</p>", "one\n\ntwo"],
    ["<div>one</div><div>two</div>", "one\ntwo"],
    ["<div>one</div><div><br></div><div>two</div>", "one\n\ntwo"],
    [
      "<p>You need:</p><ul><li>a tent</li><li>  a\n map</li></ul><p>Bye</p>",
      "You need:\n- a tent\n- a map\n\nBye",
    ],
    ["one \n  two&nbsp; three", "one two three"],
    ["<b>bold</b>ly <i>go</i>", "boldly go"],
    ["<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"],
  ])("lays out %j", (html, text) => {
    expect(htmlToText(html)).toBe(text);
  });

  it("names the address of a link that says something else", () => {
    expect(htmlToText('<a href="https://x.example/a?b=1&amp;c=2">here</a>')).toBe(
      "here (https://x.example/a?b=1&c=2)",
    );
    expect(htmlToText('<a class="b" href=https://x.example>https://x.example</a>')).toBe("https://x.example");
    expect(htmlToText("<a href='mailto:help@x.example'>write</a>")).toBe("write (help@x.example)");
    expect(htmlToText('<a href="javascript:alert(1)">here</a> <a name="top">top</a>')).toBe("here top");
  });

  it("leaves out what nobody sees", () => {
    const html =
      '<style>p { color: red }</style><p>a<!-- <p>b</p> -->c</p><script>if (1 < 2) "</p>"</script>d';
    expect(htmlToText(html)).toBe("ac\n\nd");
    expect(htmlToText('a <img alt="x > y" src="z">b')).toBe("a b");
  });

  it("decodes entities, and only once", () => {
    expect(htmlToText("&lt;b&gt; &amp;amp; &#228;&#xE4;&auml; &euro;5 &unknown; &#0; &#xD800;")).toBe(
      "<b> &amp; äää €5 &unknown; &#0; &#xD800;",
    );
  });

  it("keeps placeholders and what only looks like a tag", () => {
    expect(htmlToText("<p>{{ ticket.requester.name }}, 3 < 5 and 7 > 6, x <y</p>")).toBe(
      "{{ ticket.requester.name }}, 3 < 5 and 7 > 6, x <y",
    );
  });

  it("ends on any text, and leaves no tag of a paragraph in it", () => {
    const pieces = fc.constantFrom(
      "<p>",
      "</p>",
      "<",
      ">",
      '"',
      "a",
      " ",
      "<!--",
      "-->",
      "&amp;",
      "<a href=",
      "\n",
      "<script>",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        const text = htmlToText(parts.join(""));
        expect(text).toBe(text.trim());
        expect(text).not.toMatch(/\n{3}/);
      }),
      { numRuns: PROPERTY_RUNS },
    );
    expect(htmlToText(`${"<a ".repeat(20_000)}x`)).toContain("x");
  });
});
