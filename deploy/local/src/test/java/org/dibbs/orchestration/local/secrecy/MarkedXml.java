package org.dibbs.orchestration.local.secrecy;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.Set;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;

import org.dibbs.orchestration.local.Stack;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/**
 * The eCR sample with a marker in every text and every attribute that does not say what
 * kind of thing an element is, and with comments, an element and an attribute more.
 */
final class MarkedXml {

	// What an element is, by which the building blocks find it.
	private static final Set<String> KEPT = Set.of("root", "classCode", "moodCode", "typeCode", "codeSystem",
			"nullFlavor", "use", "qualifier", "inversionInd", "negationInd", "xmlns", "unit");

	private final Markers markers;

	private final String name;

	private MarkedXml(Markers markers, String name) {
		this.markers = markers;
		this.name = name;
	}

	/**
	 * A marked eCR.
	 * @param markers the markers
	 * @param name what it is called where a marker of it is found
	 * @return the XML
	 */
	static String document(Markers markers, String name) {
		try {
			Document document = DocumentBuilderFactory.newNSInstance()
				.newDocumentBuilder()
				.parse(new InputSource(new StringReader(Stack.sample("ecr.xml"))));
			new MarkedXml(markers, name).mark(name, document.getDocumentElement());
			document.appendChild(document.createComment(markers.word(name + " comment at the end")));
			StringWriter written = new StringWriter();
			TransformerFactory.newInstance()
				.newTransformer()
				.transform(new DOMSource(document), new StreamResult(written));
			return written.toString();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void mark(String path, Element element) {
		String place = path + "/" + element.getTagName();
		for (int i = 0; i < element.getAttributes().getLength(); i++) {
			Attr attribute = (Attr) element.getAttributes().item(i);
			if (isMarked(element, attribute)) {
				attribute.setValue(marked(place + "@" + attribute.getName(), attribute.getValue()));
			}
		}
		for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
			if (child instanceof Element inner) {
				mark(place, inner);
			}
			else if (child.getNodeType() == Node.TEXT_NODE && !child.getNodeValue().isBlank()) {
				child.setNodeValue(this.markers.word(place));
			}
			else if (child.getNodeType() == Node.COMMENT_NODE) {
				child.setNodeValue(this.markers.word(place + " comment"));
			}
		}
		if (element.getTagName().equals("patient")) {
			element.setAttribute("ID", this.markers.word(this.name + " added attribute"));
			element.appendChild(element.getOwnerDocument().createElementNS("urn:hl7-org:v3", "desc"))
				.setTextContent(this.markers.word(this.name + " added element"));
		}
	}

	private static boolean isMarked(Element element, Attr attribute) {
		String name = attribute.getName();
		boolean type = element.getTagName().equals("templateId") || element.getTagName().equals("typeId")
				|| (element.getTagName().equals("code") && name.equals("code")
						&& element.getParentNode().getNodeName().matches("section|ClinicalDocument"));
		return !type && !KEPT.contains(name) && !name.startsWith("xmlns:") && !name.startsWith("xsi:");
	}

	private String marked(String place, String value) {
		if (value.matches("(19|20)\\d{6}(\\d{4,6}.*)?")) {
			return this.markers.day(place).replace("-", "")
					+ ((value.length() > 8) ? "0415" + value.substring(Math.min(12, value.length())) : "");
		}
		if (value.startsWith("tel:")) {
			return "tel:+1-987-" + this.markers.phone(place).replaceFirst("000", "000-");
		}
		return value.matches("[\\d.]+|true|false") ? value : this.markers.word(place);
	}

}
