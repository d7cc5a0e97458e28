import java.io.File;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignerDigestMismatchException;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.tsp.TimeStampToken;

/** Reads each file with PDFBox and judges every signature in it with Bouncy Castle: one line each, "subfilter verdict whole". */
public final class CheckWithPdfBox {
    public static void main(String[] files) throws Exception {
        for (String name : files) {
            byte[] bytes = Files.readAllBytes(new File(name).toPath());
            try (PDDocument document = PDDocument.load(bytes)) {
                for (PDSignature signature : document.getSignatureDictionaries()) {
                    int[] range = signature.getByteRange();
                    boolean whole = range[2] + range[3] == bytes.length;
                    System.out.println(name + " " + signature.getSubFilter() + " " + (holds(signature, bytes) ? "good" : "bad") + (whole ? " whole" : ""));
                }
            }
        }
    }

    private static boolean holds(PDSignature signature, byte[] bytes) throws Exception {
        byte[] contents = signature.getContents(bytes);
        byte[] signed = signature.getSignedContent(bytes);
        boolean isTimestamp = signature.getSubFilter().equals("ETSI.RFC3161");
        CMSSignedData message = isTimestamp ? new CMSSignedData(contents) : new CMSSignedData(new CMSProcessableByteArray(signed), contents);
        if (isTimestamp) {
            TimeStampToken token = new TimeStampToken(message);
            byte[] digest = java.security.MessageDigest.getInstance("SHA-256").digest(signed);
            if (!java.util.Arrays.equals(digest, token.getTimeStampInfo().getMessageImprintDigest())) {
                return false;
            }
        }
        List<SignerInformation> signers = new ArrayList<>(message.getSignerInfos().getSigners());
        if (signers.size() != 1) {
            return false;
        }
        SignerInformation signer = signers.get(0);
        X509CertificateHolder certificate = (X509CertificateHolder) message.getCertificates().getMatches(signer.getSID()).iterator().next();
        return signer.getSignedAttributes().get(PKCSObjectIdentifiers.id_aa_signingCertificateV2) != null
            && verifies(signer, certificate);
    }

    private static boolean verifies(SignerInformation signer, X509CertificateHolder certificate) throws Exception {
        try {
            return signer.verify(new JcaSimpleSignerInfoVerifierBuilder().setProvider(new BouncyCastleProvider()).build(certificate));
        } catch (CMSSignerDigestMismatchException changed) {
            return false;
        }
    }
}
