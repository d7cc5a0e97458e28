namespace Dispatch.Engine.Tests.Intake;

/// <summary>The two dispatches the project began with, as their scans were read.</summary>
internal static class SeedDispatches
{
    /// <summary>6983/BNG-CNV with the certified copy 267/SY under it; its head lost the left column.</summary>
    public const string CopiedByDienBien =
        """
        Số: 6983/BNG-CNV

        V/v tăng cường phối hợp, đẩy mạnh công tác
        đổi ngoại địa phương hướng tới kỷ niệm 80 năm
        ngày thành lập ngành ngoại giao

        Hà Nội, ngày 17 tháng 12 năm 2024

        Kính gửi: Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương.

        Hướng tới kỷ niệm 80 năm ngày thành lập ngành ngoại giao, dưới sự lãnh đạo và tham gia trực tiếp của các đồng chí Lãnh đạo Đảng và Nhà nước, đối ngoại nước ta cũng như ngành ngoại giao đã đạt nhiều thành tựu quan trọng, đóng góp vào thành tựu chung to lớn, có ý nghĩa lịch sử của đất nước. Cùng với nỗ lực của cả hệ thống chính trị, đối ngoại đã góp phần thực hiện các mục tiêu lớn về giữ vững môi trường hòa bình, ổn định, bảo vệ vững chắc độc lập, chủ quyền và toàn vẹn lãnh thổ, bảo vệ chế độ Xã hội chủ nghĩa, thu hút các nguồn lực và tranh thủ điều kiện bên ngoài phục vụ phát triển đất nước và nâng cao vai trò, uy tín, vị thế đất nước.

        Trong kỷ nguyên phát triển mới của đất nước, như chỉ đạo của đồng chí Tổng Bí thư Tô Lâm về "phát triển nền ngoại giao trong kỷ nguyên mới tương xứng với tầm vóc lịch sử, văn hóa, vị thế chính trị và kinh tế của đất nước", công tác đối ngoại tiếp tục phát huy mạnh mẽ bản sắc của nền ngoại giao Việt Nam toàn diện, hiện đại, kết hợp nhuần nhuyễn và hài hòa ba trụ cột đối ngoại là đối ngoại Đảng, ngoại giao Nhà nước và đối ngoại nhân dân.

        Là binh chủng cấu thành rất quan trọng của công tác đối ngoại, với sự quan tâm, phối hợp chặt chẽ của các địa phương, sự chỉ đạo, hướng dẫn, phối hợp và hỗ trợ của các cơ quan Trung ương, công tác đối ngoại địa phương được triển khai chủ động, tích cực và đồng bộ hơn, nhiều mặt đã được đổi mới, sáng tạo và hiệu quả hơn, đồng thời góp phần phát triển kinh tế - xã hội của các địa phương.

        Để thực hiện tốt các nhiệm vụ chiến lược được Đảng và Nhà nước giao phó trong kỷ nguyên mới của dân tộc, xây dựng nền ngoại giao toàn diện, hiện đại, chuyên nghiệp, Bộ Ngoại giao rất mong Quý Cơ quan tiếp tục coi trọng, dành sự quan tâm cho công tác đối ngoại địa phương tương xứng với vị trí và trọng trách mới của ngành đối ngoại, phục vụ đắc lực sự nghiệp phát triển kinh tế - xã hội của các địa phương và đất nước.

        Bộ Ngoại giao sẽ tiếp tục đồng hành, phối hợp cùng các địa phương trong triển khai công tác đối ngoại thời gian tới.

        Xin trân trọng cảm ơn sự hợp tác, phối hợp chặt chẽ của Quý Cơ quan. *[Signature]*

        ## Nơi nhận:

        - Như trên;
        - Văn phòng tỉnh ủy, thành ủy trực thuộc Trung ương;
        - Sở Ngoại vụ các tỉnh/thành phố;
        - Các đơn vị: CSDN, TCCB, VP;
        - Lưu: HC, CNV.

        KT. BỘ TRƯỞNG
        THỦ TRƯỞNG THƯỜNG TRỰC
        *[Signature]*
        Nguyễn Minh Vũ

        UBND TỈNH ĐIỆN BIÊN

        SAO Y BẢN CHÍNH

        Số: 267 /SY

        Điện Biên, ngày 14 tháng 12 năm 2024

        ## Nơi nhận:

        - Các sở, ban, ngành, đoàn thể tỉnh;
        - UBND các huyện, thị xã, thành phố;
        - Lưu: VT, NCNVB.

        TL. ỦY BAN NHÂN DÂN
        CHÁNH VĂN PHÒNG
        *[Signature]*
        Lê Thanh Bình
        """;

    /// <summary>1349/BNG-CNV, an original without a copy.</summary>
    public const string Original =
        """
        BỘ NGOẠI GIAO

        Số: 1349/BNG-CNV

        V/v Định hướng công tác đối ngoại và hội nhập quốc tế của địa phương trong thời gian tới

        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM

        Độc lập - Tự do - Hạnh phúc

        Hà Nội, ngày 15 tháng 3 năm 2024

        Kính gửi: Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương.

        Thực hiện chỉ đạo của Phó Thủ tướng Chính phủ Trần Lưu Quang tại công văn số 1304/VPCP-QHQT ngày 29/02/2024 của Văn phòng Chính phủ, Bộ Ngoại giao xin gửi Quý Cơ quan Định hướng công tác đối ngoại và hội nhập quốc tế của địa phương trong thời gian tới được thông qua tại Hội nghị Ngoại vụ toàn quốc lần thứ 21 (Hà Nội, ngày 18/12/2023) để phối hợp triển khai, bảo đảm tiết kiệm, thiết thực, hiệu quả và tuân thủ các quy định hiện hành:

        1. Tiếp tục triển khai đồng bộ, hiệu quả, toàn diện đường lối đối ngoại, hội nhập quốc tế của Đại hội XIII của Đảng, trong đó có Nghị quyết 34-NQ/TW ngày 09/01/2023 của Bộ Chính trị về một số định hướng, chủ trương lớn triển khai đường lối đối ngoại Đại hội XIII của Đảng, các Chỉ thị, Kết luận của Bộ Chính trị, Ban Bí thư về các vấn đề đối ngoại và các Đề án phát triển quan hệ với các đối tác chủ chốt, quan trọng; góp phần thực hiện thành công Chiến lược phát triển kinh tế xã hội 10 năm 2021-2030, Kế hoạch phát triển kinh tế - xã hội 5 năm 2021-2025; chuẩn bị tốt cho Đại hội XIV của Đảng.

        2. Nâng cao nhận thức về vai trò quan trọng của công tác đối ngoại và hội nhập quốc tế của địa phương gắn với việc triển khai hiệu quả đường lối, chính sách phát triển kinh tế-xã hội của địa phương, tăng cường thu hút nguồn lực phục vụ phát triển bền vững của địa phương.

        3. Đẩy mạnh triển khai công tác ngoại giao kinh tế một cách toàn diện, hiệu quả, thực chất theo các trọng tâm ưu tiên trong Chương trình hành động của Chính phủ thực hiện Chỉ thị 15-CT/TW ngày 10/8/2022 của Ban Bí thư về công tác ngoại giao kinh tế phục vụ phát triển đất nước đến năm 2030. Theo đó, trên cơ sở tiềm năng, thế mạnh và nhu cầu phát triển của địa phương, cụ thể hóa các lĩnh vực hợp tác và tận dụng hiệu quả cơ hội từ các khuôn khổ hợp tác với các đối tác; tập trung tham gia sâu hơn vào chuỗi cung ứng khu vực, toàn cầu; tạo không gian phát triển mới; tăng cường/mở rộng hợp tác với các thị trường tiềm năng, còn nhiều dư địa; chú trọng hợp tác trong các lĩnh vực có lợi ích chiến lược như đầu tư phát triển cơ sở hạ tầng, chất bán dẫn, hydrogen, năng lượng tái tạo, công nghệ sinh học, nông nghiệp, đào tạo nhân lực chất lượng cao; hợp tác

        ứng phó với biến đổi khí hậu...; thu hút công nghệ tiên tiến, FDI chất lượng cao, ODA thế hệ mới và tài chính xanh.

        4. Không ngừng đổi mới, sáng tạo về phương thức, nội dung, nâng cao chất lượng, hiệu quả công tác đối ngoại địa phương. Trong đó, Bộ Ngoại giao và các Cơ quan đại diện Việt Nam tại nước ngoài tiếp tục hỗ trợ hiệu quả các địa phương trong thu hút nguồn lực quốc tế để phát triển bền vững thông qua: (i) Nghiên cứu, dự báo, tham mưu kịp thời, nhạy bén, chuyên sâu về các diễn biến kinh tế thế giới, điều chỉnh chính sách thương mại, đầu tư, lãi suất của các nước, các vấn đề tác động trực tiếp đến các ngành, lĩnh vực, địa phương, doanh nghiệp trong nước; (ii) Tăng cường cung cấp thông tin cho các địa phương, doanh nghiệp về các quy tắc quản trị, tiêu chuẩn mới, các xu hướng mới trong hợp tác kinh tế quốc tế; (iii) Đẩy mạnh đối thoại, tư vấn chính sách về các vấn đề kinh tế - xã hội của Việt Nam nói chung và địa phương nói riêng trên cơ sở kinh nghiệm quốc tế; (iv) Hỗ trợ địa phương thiết lập và tận dụng hiệu quả quan hệ kết nghĩa với các địa phương trên thế giới, quan hệ hợp tác với các tập đoàn đa quốc gia, tổ chức quốc tế và hiệp hội doanh nghiệp nước ngoài, tham gia các cơ chế hợp tác quốc tế cấp độ địa phương; (v) Đồng hành cùng địa phương trong các hoạt động quảng bá, kết nối, xúc tiến, sự kiện văn hóa, giao lưu nhân dân có tính chất quốc tế với cách làm sáng tạo, đổi mới cả về phương thức và nội dung, gắn với nhu cầu và tiềm năng của địa phương, khai thác tốt hơn và phát huy tốt nhất các lợi thế của mỗi vùng, tăng cường tính liên kết nội vùng và liên vùng, chú trọng kết quả thực chất, thiết thực.

        5. Các địa phương trên cơ sở đặc điểm, tiềm năng, lợi thế của mình, cần xây dựng kế hoạch cụ thể triển khai công tác đối ngoại địa phương, các chương trình/nội dung cần sự hỗ trợ với Bộ Ngoại giao và các bộ, ngành liên quan, danh mục các dự án/lĩnh vực kêu gọi hợp tác đầu tư nước ngoài, các nội dung quảng bá địa phương... với cách làm sáng tạo, chuyên nghiệp, đẩy mạnh ứng dụng công nghệ, chuyển đổi số.

        6. Tiếp tục triển khai toàn diện và mạnh mẽ công tác đối ngoại địa phương trên các lĩnh vực, gồm: ngoại giao văn hóa, thông tin đối ngoại, công tác người Việt Nam ở nước ngoài, công tác biên giới lãnh thổ, công tác lãnh sự, bảo hộ công dân, công tác thanh tra chuyên ngành ngoại giao, công tác ký kết và thực hiện thỏa thuận quốc tế, quản lý hội nghị hội thảo quốc tế, công tác phi chính phủ nước ngoài.

        7. Tăng cường đầu tư cho công tác đối ngoại địa phương tương xứng với thế và lực mới của đất nước, của địa phương, ngang tầm với yêu cầu nhiệm vụ trong giai đoạn hiện nay, nhất là về cơ sở vật chất và đội ngũ cán bộ đối ngoại và hội nhập quốc tế tại địa phương. Tăng cường xây dựng, chỉnh đốn Đảng trong lĩnh vực đối ngoại. Kiện toàn các cơ quan đối ngoại địa phương theo hướng hiệu quả và chuyên nghiệp. Đẩy mạnh công tác đào tạo, bồi dưỡng cán bộ đối ngoại địa phương về bản lĩnh chính trị, phẩm chất đạo đức, trình độ, năng lực, phong cách chuyên nghiệp hiện đại, có tinh thần đổi mới sáng tạo, đáp ứng yêu cầu ngày càng cao của giai đoạn hội nhập quốc tế sâu rộng, toàn diện tại địa

        phương. Nghiên cứu đẩy mạnh việc biệt phái và điều chuyển cán bộ ngoại giao có kinh nghiệm, phẩm chất, năng lực về công tác tại địa phương để hỗ trợ, tư vấn góp phần nâng cao chất lượng và hiệu quả công tác đối ngoại.

        Bộ Ngoại giao xin thông báo và cảm ơn sự hợp tác của Quý Cơ quan./.

        Nơi nhận:

        - Như trên;
        - Văn phòng Chính phủ;
        - Sở Ngoại vụ các tỉnh/thành phố trực thuộc Trung ương;
        - Các đơn vị: CSĐN, TCCB, ĐNA, ĐBA, CẤu, CM, TĐCP, THKT, KTĐP, NGVH-UNESCO, LPQT, BC, LS, TTra, SNV, UBNV, UBBG, HVNG;
        - Lưu: HC, CNV.

        **KT. BỘ TRƯỞNG
        THỨ TRƯỞNG**



        Nguyễn Minh Hằng
        """;
}
