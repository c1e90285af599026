package org.wvtoolkit.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.text.stream.TextInput;

/**
 * Compares the scan with the decoder of the JDK, with text in pieces of random length. Surrogates are excluded,
 * because the decoder counts them differently.
 */
class EncodingScanTest {
    private static EncodingScan scan(byte[] bytes, Random random) {
        EncodingScan scan = new EncodingScan();
        scan.begin("f");
        for (int from = 0; from < bytes.length; ) {
            int length = Math.min(bytes.length - from, 1 + random.nextInt(6));
            byte[] piece = new byte[length + 4];
            System.arraycopy(bytes, from, piece, 2, length);
            scan.text(piece, 2, length);
            from += length;
        }
        scan.end();
        return scan;
    }

    @Test
    @DisplayName("The scan finds the sequences that the decoder of the JDK replaces")
    void malformedSequences() {
        byte[] alphabet = {
            'a',
            '\n',
            (byte) 0x80,
            (byte) 0xBF,
            (byte) 0xC3,
            (byte) 0xA9,
            (byte) 0xE2,
            (byte) 0x82,
            (byte) 0xAC,
            (byte) 0xF0,
            (byte) 0x9F,
            (byte) 0x98,
            (byte) 0xFF,
            (byte) 0xC0
        };
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = new byte[random.nextInt(12)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = alphabet[random.nextInt(alphabet.length)];
            }
            String decoded = new String(bytes, StandardCharsets.UTF_8);
            long replaced = decoded.chars().filter(c -> c == 0xFFFD).count();
            List<EncodingScan.Fault> faults = scan(bytes, random).faults();
            if (replaced == 0) {
                assertEquals(List.of(), faults, "seed " + seed);
            } else {
                int before = decoded.substring(0, decoded.indexOf('\uFFFD')).getBytes(StandardCharsets.UTF_8).length;
                assertEquals(List.of(new EncodingScan.Fault("f", before, replaced)), faults, "seed " + seed);
            }
        }
    }

    @Test
    @DisplayName("The longest line is reported with its file and offset")
    void longestLine() {
        EncodingScan scan = scan("ab\nabcdé\nabc".getBytes(StandardCharsets.UTF_8), new Random(1));
        assertEquals(new EncodingScan.LongestLine("f", 3, 6), scan.longestLine());
        scan.begin("g");
        scan.text("0123456789".getBytes(StandardCharsets.UTF_8), 0, 10);
        scan.end();
        assertEquals(new EncodingScan.LongestLine("g", 0, 10), scan.longestLine());
        assertEquals(2, scan.files());
    }

    @Test
    @DisplayName("A web page in the encoding that it declares is not reported")
    void declaredEncoding() throws IOException {
        byte[] page = "<html><meta charset=\"iso-8859-1\"><p>caf\u00E9".getBytes(StandardCharsets.ISO_8859_1);
        TextCorpus corpus =
                TextCorpus.of(List.of(TextInput.stream("f", new ByteArrayInputStream(page))), TextOptions.defaults());
        EncodingScan scan = new EncodingScan();
        corpus.observe(scan);
        TokenList tokens = new TokenList();
        corpus.readTokens(tokens, 1, ProgressListener.NONE);
        assertEquals(List.of("caf\u00E9"), tokens.tokens());
        assertEquals(List.of(), scan.faults());
        assertEquals(1, scan.files());
    }
}
