package org.dibbs.orchestration.sandbox.phdc;

import java.io.StringWriter;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes XML with escapes and indents. Attributes that are empty are left out. For one
 * thread.
 */
final class XmlWriter {

	private static final XMLOutputFactory factory = XMLOutputFactory.newDefaultFactory();

	private final StringWriter text = new StringWriter();

	private final XMLStreamWriter out;

	private int depth;

	XmlWriter() throws XMLStreamException {
		this.out = factory.createXMLStreamWriter(this.text);
	}

	XmlWriter raw(String markup) {
		this.text.write(markup);
		return this;
	}

	XmlWriter open(String name, String... attributes) throws XMLStreamException {
		indent();
		this.out.writeStartElement(name);
		writeAttributes(attributes);
		this.depth++;
		return this;
	}

	XmlWriter close() throws XMLStreamException {
		this.depth--;
		indent();
		this.out.writeEndElement();
		return this;
	}

	XmlWriter empty(String name, String... attributes) throws XMLStreamException {
		indent();
		this.out.writeEmptyElement(name);
		writeAttributes(attributes);
		return this;
	}

	/**
	 * Writes an element with text, unless the text is empty.
	 */
	XmlWriter text(String name, String content) throws XMLStreamException {
		if (!content.isEmpty()) {
			indent();
			this.out.writeStartElement(name);
			this.out.writeCharacters(content);
			this.out.writeEndElement();
		}
		return this;
	}

	String finish() throws XMLStreamException {
		this.out.flush();
		this.out.close();
		return this.text + "\n";
	}

	private void indent() throws XMLStreamException {
		this.out.writeCharacters("\n" + "  ".repeat(this.depth));
	}

	private void writeAttributes(String[] attributes) throws XMLStreamException {
		for (int i = 0; i < attributes.length; i += 2) {
			if (!attributes[i + 1].isEmpty()) {
				this.out.writeAttribute(attributes[i], attributes[i + 1]);
			}
		}
	}

}
