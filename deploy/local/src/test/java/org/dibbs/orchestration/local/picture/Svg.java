package org.dibbs.orchestration.local.picture;

import java.util.List;
import java.util.Locale;

/**
 * The few shapes that all pictures are made of, written as SVG. Letters stay letters:
 * they are read with the reader's own font, so how wide they become is only estimated.
 */
final class Svg {

	static final String TEXT = "#24292e";

	static final String FAINT = "#6a737d";

	static final String RULE = "#d8dee4";

	private static final List<String> PALETTE = List.of("#56a64b", "#e0a10b", "#3274d9", "#ff780a", "#e02f44",
			"#8f3bb8", "#1b9aaa", "#7a5230", "#6e7f80", "#c2185b", "#9acd32", "#2f4b7c");

	/** How wide a letter is, as a part of how high it is. */
	private static final double LETTER = 0.55;

	private static final double BOLD_LETTER = 0.62;

	private final StringBuilder body = new StringBuilder();

	static String line(int number) {
		return PALETTE.get(number % PALETTE.size());
	}

	static String named(String name) {
		return switch (name.replaceAll(".*-", "")) {
			case "green" -> PALETTE.get(0);
			case "yellow" -> PALETTE.get(1);
			case "blue" -> PALETTE.get(2);
			case "orange" -> PALETTE.get(3);
			case "red" -> PALETTE.get(4);
			default -> TEXT;
		};
	}

	Svg text(String text, double x, double y, Style style) {
		this.body.append("<text x=\"").append(number(x)).append("\" y=\"").append(number(y)).append('"');
		if (style.size() != Style.SMALL.size()) {
			this.body.append(" font-size=\"").append(style.size()).append('"');
		}
		if (style.bold()) {
			this.body.append(" font-weight=\"bold\"");
		}
		if (!style.anchor().equals("start")) {
			this.body.append(" text-anchor=\"").append(style.anchor()).append('"');
		}
		this.body.append(" fill=\"").append(style.colour()).append("\">").append(escaped(text)).append("</text>\n");
		return this;
	}

	Svg box(Box box, String fill) {
		return box(box, fill, "");
	}

	Svg frame(Box box) {
		return box(box, "#fff", " stroke=\"" + RULE + "\"");
	}

	private Svg box(Box box, String fill, String more) {
		this.body.append("<rect x=\"")
			.append(number(box.x()))
			.append("\" y=\"")
			.append(number(box.y()))
			.append("\" width=\"")
			.append(number(box.width()))
			.append("\" height=\"")
			.append(number(box.height()))
			.append("\" fill=\"")
			.append(fill)
			.append('"')
			.append(more)
			.append("/>\n");
		return this;
	}

	/**
	 * A line, or with a fill an area.
	 * @param path where it goes, as SVG has it
	 */
	Svg path(String path, String stroke, String fill) {
		this.body.append("<path d=\"").append(path).append("\" stroke=\"").append(stroke).append("\" fill=\"");
		this.body.append(fill).append(fill.equals("none") ? "" : "\" fill-opacity=\"0.4").append("\"/>\n");
		return this;
	}

	/** The text, or as much of its beginning as there is room for. */
	static String fitting(String text, double width, Style style) {
		int letters = (int) (width / (style.size() * (style.bold() ? BOLD_LETTER : LETTER)));
		return (text.length() <= letters) ? text : text.substring(0, Math.max(1, letters - 1)) + "…";
	}

	static double width(String text, Style style) {
		return text.length() * style.size() * (style.bold() ? BOLD_LETTER : LETTER);
	}

	static String number(double value) {
		String text = String.format(Locale.ROOT, "%.1f", value);
		return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
	}

	private static String escaped(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
	}

	String document(double width, double height) {
		return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + number(width) + " " + number(height)
				+ "\" width=\"" + number(width) + "\" height=\"" + number(height)
				+ "\" font-family=\"Helvetica, Arial, DejaVu Sans, sans-serif\" font-size=\"" + Style.SMALL.size()
				+ "\" stroke-width=\"1.3\">\n<!-- Drawn by deploy/local/pictures.sh -->\n" + this.body + "</svg>\n";
	}

	/**
	 * How letters look.
	 *
	 * @param size their height
	 * @param bold whether they are thick
	 * @param colour their colour
	 * @param anchor {@code start}, {@code middle} or {@code end} of the text is where it
	 * is put
	 */
	record Style(int size, boolean bold, String colour, String anchor) {

		static final Style SMALL = new Style(10, false, TEXT, "start");

		static final Style PLAIN = new Style(11, false, TEXT, "start");

		static final Style BOLD = new Style(12, true, TEXT, "start");

		Style faint() {
			return new Style(this.size, this.bold, FAINT, this.anchor);
		}

		Style coloured(String other) {
			return new Style(this.size, this.bold, other, this.anchor);
		}

		Style at(String other) {
			return new Style(this.size, this.bold, this.colour, other);
		}

		Style sized(int other) {
			return new Style(other, this.bold, this.colour, this.anchor);
		}

	}

}
