package org.dibbs.orchestration.sandbox.cda;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * An element of a CDA document, or the place where one is missing: whatever is asked of a
 * missing element is missing or empty too, so that a path through the document needs no
 * checks. Names are those of {@code urn:hl7-org:v3}, or of its extension {@code sdtc}.
 */
public final class CdaElement {

	/** The namespace of CDA. */
	public static final String CDA = "urn:hl7-org:v3";

	private static final String SDTC = "urn:hl7-org:sdtc";

	private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

	private static final CdaElement MISSING = new CdaElement(null);

	private final @Nullable Element element;

	CdaElement(@Nullable Element element) {
		this.element = element;
	}

	/**
	 * A missing element.
	 * @return one that has nothing
	 */
	public static CdaElement missing() {
		return MISSING;
	}

	/**
	 * Whether the element is there.
	 * @return false for a missing one
	 */
	public boolean exists() {
		return this.element != null;
	}

	/**
	 * Whether the element is there and says something, so is not marked by a nullFlavor
	 * alone.
	 * @return false for a missing or null one
	 */
	public boolean hasValue() {
		return exists() && (attribute("nullFlavor").isEmpty() || !attribute("code").isEmpty());
	}

	/**
	 * Whether this is a CDA element of a name.
	 * @param name the local name
	 * @return whether it is
	 */
	public boolean is(String name) {
		return this.element != null && isOurs(this.element, name);
	}

	/**
	 * The first child along a path of names.
	 * @param path the names, each a child of the one before
	 * @return the element, which may be a missing one
	 */
	public CdaElement child(String... path) {
		CdaElement at = this;
		for (String name : path) {
			List<CdaElement> found = at.children(name);
			at = found.isEmpty() ? MISSING : found.getFirst();
		}
		return at;
	}

	/**
	 * All children of a name.
	 * @param name the local name
	 * @return the elements in order
	 */
	public List<CdaElement> children(String name) {
		List<CdaElement> found = new ArrayList<>();
		for (Node node = firstChild(); node != null; node = node.getNextSibling()) {
			if (node instanceof Element child && isOurs(child, name)) {
				found.add(new CdaElement(child));
			}
		}
		return found;
	}

	/**
	 * All elements of a name below this one, at any depth.
	 * @param name the local name
	 * @return the elements in the order of the document
	 */
	public List<CdaElement> descendants(String name) {
		List<CdaElement> found = new ArrayList<>();
		collect(name, found);
		return found;
	}

	private void collect(String name, List<CdaElement> found) {
		for (Node node = firstChild(); node != null; node = node.getNextSibling()) {
			if (node instanceof Element child) {
				CdaElement element = new CdaElement(child);
				if (isOurs(child, name)) {
					found.add(element);
				}
				element.collect(name, found);
			}
		}
	}

	/**
	 * An attribute without namespace.
	 * @param name its name
	 * @return its value without outer blanks, empty if it is not there
	 */
	public String attribute(String name) {
		return (this.element != null) ? this.element.getAttribute(name).strip() : "";
	}

	/**
	 * The data type a value says it has.
	 * @return the value of xsi:type without prefix, empty if it is not there
	 */
	public String type() {
		String type = (this.element != null) ? this.element.getAttributeNS(XSI, "type").strip() : "";
		return type.substring(type.indexOf(':') + 1);
	}

	/**
	 * The text inside, with runs of blanks as one blank.
	 * @return the text, empty if there is none
	 */
	public String text() {
		return (this.element != null) ? this.element.getTextContent().replaceAll("\\s+", " ").strip() : "";
	}

	private @Nullable Node firstChild() {
		return (this.element != null) ? this.element.getFirstChild() : null;
	}

	private static boolean isOurs(Element element, String name) {
		String namespace = element.getNamespaceURI();
		return name.equals(element.getLocalName()) && (CDA.equals(namespace) || SDTC.equals(namespace));
	}

}
