package org.dibbs.orchestration.sandbox.cda;

import java.io.IOException;
import java.io.StringReader;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Parses XML from strangers: no document types, hence no entities, and nothing is ever
 * loaded from outside. Safe for any number of threads.
 */
public final class CdaParser {

	private static final DocumentBuilderFactory factory = secureFactory();

	private CdaParser() {
	}

	private static DocumentBuilderFactory secureFactory() {
		// The JDK's own, whatever other parser a library brings along.
		DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
		try {
			factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
			factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
			factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
			// Reading is recursive; JDKs before 24 set no limit of their own.
			factory.setAttribute("jdk.xml.maxElementDepth", "200");
			factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
		}
		catch (ParserConfigurationException ex) {
			throw new IllegalStateException("The JDK's XML parser cannot be made secure", ex);
		}
		factory.setXIncludeAware(false);
		factory.setExpandEntityReferences(false);
		return factory;
	}

	// The factory does not promise to be safe for threads.
	private static synchronized DocumentBuilder newBuilder() throws ParserConfigurationException {
		return factory.newDocumentBuilder();
	}

	/**
	 * Parses a document.
	 * @param text the document
	 * @return its root
	 * @throws CdaException if it is not well-formed or has a document type
	 */
	public static CdaElement parse(String text) throws CdaException {
		try {
			DocumentBuilder builder = newBuilder();
			// Without a handler of its own the JDK prints what it found to standard
			// error.
			builder.setErrorHandler(new DefaultHandler());
			// Some senders put a byte order mark or blanks before the declaration.
			String document = text.startsWith("\uFEFF") ? text.substring(1).strip() : text.strip();
			return new CdaElement(builder.parse(new InputSource(new StringReader(document))).getDocumentElement());
		}
		catch (SAXException | IOException ex) {
			// Without its cause: the parser's message quotes the document.
			throw new CdaException("Not well-formed XML without document type");
		}
		catch (ParserConfigurationException ex) {
			throw new IllegalStateException("The JDK's XML parser cannot be had", ex);
		}
	}

}
