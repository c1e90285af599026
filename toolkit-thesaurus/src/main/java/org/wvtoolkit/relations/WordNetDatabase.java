package org.wvtoolkit.relations;

import java.io.IOException;
import java.io.InputStream;
import java.util.NoSuchElementException;
import net.sf.extjwnl.JWNLException;
import net.sf.extjwnl.data.POS;
import net.sf.extjwnl.dictionary.Dictionary;

/** The database of Princeton WordNet (Miller 1995; Fellbaum 1998) on the class path, read with extJWNL. */
final class WordNetDatabase {
    /** The version that the toolkit includes. */
    static final String VERSION = "3.1";

    private WordNetDatabase() {}

    /** Reader of an open database. */
    @FunctionalInterface
    interface Reader<T> {
        /** Reads from a database, which is closed afterwards. */
        T read(Dictionary dictionary) throws JWNLException;
    }

    /**
     * Opens a version of the database, even if the class path contains other versions, and reads it.
     *
     * @param version for example {@value #VERSION}
     * @param reader reads what is needed
     * @return what was read
     * @throws IOException if the database is not on the class path or cannot be read
     */
    static <T> T read(String version, Reader<T> reader) throws IOException {
        String digits = version.replace(".", "");
        String name = "/net/sf/extjwnl/data/wordnet/wn" + digits + "/res_properties.xml";
        try (InputStream properties = Dictionary.class.getResourceAsStream(name)) {
            if (properties == null) {
                throw new IOException("WordNet " + version + " is not on the class path; add extjwnl-data-wn" + digits);
            }
            Dictionary dictionary = Dictionary.getInstance(properties);
            try {
                return reader.read(dictionary);
            } finally {
                dictionary.close();
            }
        } catch (JWNLException | NoSuchElementException failure) {
            throw new IOException(
                    "WordNet " + version + " on the class path cannot be read (" + failure.getMessage()
                            + "); check that extjwnl-data is on the class path",
                    failure);
        }
    }

    /** Converts a part of speech to the constant of extJWNL. */
    static POS pos(PartOfSpeech part) {
        return switch (part) {
            case NOUN -> POS.NOUN;
            case VERB -> POS.VERB;
            case ADJECTIVE -> POS.ADJECTIVE;
            case ADVERB -> POS.ADVERB;
        };
    }

    /** Converts a constant of extJWNL to a part of speech. */
    static PartOfSpeech part(POS pos) {
        return switch (pos) {
            case NOUN -> PartOfSpeech.NOUN;
            case VERB -> PartOfSpeech.VERB;
            case ADJECTIVE -> PartOfSpeech.ADJECTIVE;
            case ADVERB -> PartOfSpeech.ADVERB;
        };
    }
}
