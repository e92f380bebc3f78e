// What initialisers, cells and activations come from. Each entry: label, kind, authors, title, venue.

extension Reference {
  static let ofNetworks = initialisers + reservoirs + cells + activations + libraries

  private static let initialisers = [
    Reference(
      "Glorot and Bengio 2010", .inproceedings, ["Xavier Glorot", "Yoshua Bengio"],
      "Understanding the difficulty of training deep feedforward neural networks", "AISTATS"),
    Reference(
      "LeCun, Bottou, Orr and Müller 1998", .incollection,
      ["Yann LeCun", "Léon Bottou", "Genevieve B. Orr", "Klaus-Robert Müller"],
      "Efficient BackProp", "Neural Networks: Tricks of the Trade",
      doi: "10.1007/3-540-49430-8_2"),
    Reference(
      "He, Zhang, Ren and Sun 2015", .inproceedings,
      ["Kaiming He", "Xiangyu Zhang", "Shaoqing Ren", "Jian Sun"],
      "Delving Deep into Rectifiers: Surpassing Human-Level Performance on ImageNet "
        + "Classification", "ICCV", doi: "10.1109/ICCV.2015.123", arXiv: "1502.01852"),
    Reference(
      "Saxe, McClelland and Ganguli 2014", .inproceedings,
      ["Andrew M. Saxe", "James L. McClelland", "Surya Ganguli"],
      "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks",
      "ICLR", arXiv: "1312.6120"),
    Reference(
      "Mezzadri 2007", .article, ["Francesco Mezzadri"],
      "How to generate random matrices from the classical compact groups",
      "Notices of the American Mathematical Society", arXiv: "math-ph/0609050"),
    Reference(
      "Mishkin and Matas 2016", .inproceedings, ["Dmytro Mishkin", "Jiri Matas"],
      "All you need is a good init", "ICLR", arXiv: "1511.06422"),
    Reference(
      "Le, Jaitly and Hinton 2015", .misc, ["Quoc V. Le", "Navdeep Jaitly", "Geoffrey E. Hinton"],
      "A Simple Way to Initialize Recurrent Networks of Rectified Linear Units",
      arXiv: "1504.00941"),
    Reference(
      "Talathi and Vartak 2015", .misc, ["Sachin S. Talathi", "Aniket Vartak"],
      "Improving performance of recurrent neural network with relu nonlinearity",
      arXiv: "1511.03771"),
    Reference(
      "Henaff, Szlam and LeCun 2016", .inproceedings,
      ["Mikael Henaff", "Arthur Szlam", "Yann LeCun"],
      "Recurrent Orthogonal Networks and Long-Memory Tasks", "ICML", arXiv: "1602.06662"),
    Reference(
      "Helfrich, Willmott and Ye 2018", .inproceedings,
      ["Kyle Helfrich", "Devin Willmott", "Qiang Ye"],
      "Orthogonal Recurrent Neural Networks with Scaled Cayley Transform", "ICML",
      arXiv: "1707.09520"),
    Reference(
      "Lezcano-Casado and Martínez-Rubio 2019", .inproceedings,
      ["Mario Lezcano-Casado", "David Martínez-Rubio"],
      "Cheap Orthogonal Constraints in Neural Networks: A Simple Parametrization of the "
        + "Orthogonal and Unitary Group", "ICML", arXiv: "1901.08428"),
    Reference(
      "Martens 2010", .inproceedings, ["James Martens"],
      "Deep learning via Hessian-free optimization", "ICML"),
    Reference(
      "Pascanu, Mikolov and Bengio 2013", .inproceedings,
      ["Razvan Pascanu", "Tomas Mikolov", "Yoshua Bengio"],
      "On the difficulty of training recurrent neural networks", "ICML", arXiv: "1211.5063"),
    Reference(
      "Orhan and Pitkow 2020", .inproceedings, ["A. Emin Orhan", "Xaq Pitkow"],
      "Improved memory in recurrent neural networks with sequential non-normal dynamics", "ICLR",
      arXiv: "1905.13715"),
    Reference(
      "Orvieto et al. 2023", .inproceedings,
      [
        "Antonio Orvieto", "Samuel L. Smith", "Albert Gu", "Anushan Fernando", "Caglar Gulcehre",
        "Razvan Pascanu", "Soham De",
      ],
      "Resurrecting Recurrent Neural Networks for Long Sequences", "ICML", arXiv: "2303.06349"),
    Reference(
      "Li, Li, Cook, Zhu and Gao 2018", .inproceedings,
      ["Shuai Li", "Wanqing Li", "Chris Cook", "Ce Zhu", "Yanbo Gao"],
      "Independently Recurrent Neural Network (IndRNN): Building A Longer and Deeper RNN", "CVPR",
      arXiv: "1803.04831"),
    Reference(
      "Sokol, Jordan, Kadile and Park 2019", .inproceedings,
      ["Piotr A. Sokół", "Ian Jordan", "Eben Kadile", "Il Memming Park"],
      "Adjoint Dynamics of Stable Limit Cycle Neural Networks",
      "Asilomar Conference on Signals, Systems, and Computers"),
    Reference(
      "Kuśmierz, Ogawa and Toyoizumi 2020", .article,
      ["Łukasz Kuśmierz", "Shun Ogawa", "Taro Toyoizumi"],
      "Edge of Chaos and Avalanches in Neural Networks with Heavy-Tailed Synaptic Weight "
        + "Distribution", "Physical Review Letters", doi: "10.1103/PhysRevLett.125.028101"),
    Reference(
      "Rajan and Abbott 2006", .article, ["Kanaka Rajan", "L. F. Abbott"],
      "Eigenvalue Spectra of Random Matrices for Neural Networks", "Physical Review Letters",
      doi: "10.1103/PhysRevLett.97.188104"),
  ]

  private static let reservoirs = [
    Reference(
      "Jaeger 2001", .techreport, ["Herbert Jaeger"],
      "The “echo state” approach to analysing and training recurrent neural networks",
      "German National Research Center for Information Technology, GMD Report 148"),
    Reference(
      "Rodan and Tiňo 2011", .article, ["Ali Rodan", "Peter Tiňo"],
      "Minimum Complexity Echo State Network", "IEEE Transactions on Neural Networks",
      doi: "10.1109/TNN.2010.2089641"),
    Reference(
      "Rodan and Tiňo 2012", .article, ["Ali Rodan", "Peter Tiňo"],
      "Simple Deterministically Constructed Cycle Reservoirs with Regular Jumps",
      "Neural Computation", doi: "10.1162/NECO_a_00297"),
    Reference(
      "Fu et al. 2023", .article,
      ["Jun Fu", "Guangli Li", "Jianfeng Tang", "Lei Xia", "Lidan Wang", "Shukai Duan"],
      "A double-cycle echo state network topology for time series prediction", "Chaos"),
    Reference(
      "Fette and Eggert 2005", .inproceedings, ["Georg Fette", "Julian Eggert"],
      "Short Term Memory and Pattern Matching with Simple Echo State Networks", "ICANN"),
    Reference(
      "Boedecker, Obst, Mayer and Asada 2009", .article,
      ["Joschka Boedecker", "Oliver Obst", "N. Michael Mayer", "Minoru Asada"],
      "Initialization and self-organized optimization of recurrent neural network connectivity",
      "HFSP Journal"),
    Reference(
      "Gallicchio, Micheli and Pedrelli 2020", .inproceedings,
      ["Claudio Gallicchio", "Alessio Micheli", "Luca Pedrelli"],
      "Fast Spectral Radius Initialization for Recurrent Neural Networks",
      "Recent Advances in Big Data and Deep Learning"),
    Reference(
      "Cossu, Ceni, Bacciu and Gallicchio 2025", .misc,
      ["Andrea Cossu", "Andrea Ceni", "Davide Bacciu", "Claudio Gallicchio"], nil),
    Reference(
      "Watts and Strogatz 1998", .article, ["Duncan J. Watts", "Steven H. Strogatz"],
      "Collective dynamics of ‘small-world’ networks", "Nature", doi: "10.1038/30918"),
    Reference(
      "Erdős and Rényi 1959", .article, ["Paul Erdős", "Alfréd Rényi"], "On random graphs I",
      "Publicationes Mathematicae Debrecen"),
  ]

  private static let cells = [
    Reference(
      "Elman 1990", .article, ["Jeffrey L. Elman"], "Finding Structure in Time",
      "Cognitive Science", doi: "10.1207/s15516709cog1402_1"),
    Reference(
      "Jaeger, Lukoševičius, Popovici and Siewert 2007", .article,
      ["Herbert Jaeger", "Mantas Lukoševičius", "Dan Popovici", "Udo Siewert"],
      "Optimization and applications of echo state networks with leaky-integrator neurons",
      "Neural Networks", doi: "10.1016/j.neunet.2007.04.016"),
    Reference(
      "Chang, Chen, Haber and Chi 2019", .inproceedings,
      ["Bo Chang", "Minmin Chen", "Eldad Haber", "Ed H. Chi"],
      "AntisymmetricRNN: A Dynamical System View on Recurrent Neural Networks", "ICLR",
      arXiv: "1902.09689"),
    Reference(
      "Hochreiter and Schmidhuber 1997", .article, ["Sepp Hochreiter", "Jürgen Schmidhuber"],
      "Long Short-Term Memory", "Neural Computation", doi: "10.1162/neco.1997.9.8.1735"),
    Reference(
      "Gers, Schmidhuber and Cummins 2000", .article,
      ["Felix A. Gers", "Jürgen Schmidhuber", "Fred Cummins"],
      "Learning to Forget: Continual Prediction with LSTM", "Neural Computation",
      doi: "10.1162/089976600300015015"),
    Reference(
      "Cho et al. 2014", .inproceedings,
      [
        "Kyunghyun Cho", "Bart van Merriënboer", "Caglar Gulcehre", "Dzmitry Bahdanau",
        "Fethi Bougares", "Holger Schwenk", "Yoshua Bengio",
      ],
      "Learning Phrase Representations using RNN Encoder–Decoder for Statistical Machine "
        + "Translation", "EMNLP", doi: "10.3115/v1/D14-1179"),
    Reference(
      "Jozefowicz, Zaremba and Sutskever 2015", .inproceedings,
      ["Rafal Jozefowicz", "Wojciech Zaremba", "Ilya Sutskever"],
      "An Empirical Exploration of Recurrent Network Architectures", "ICML"),
    Reference(
      "Tallec and Ollivier 2018", .inproceedings, ["Corentin Tallec", "Yann Ollivier"],
      "Can recurrent neural networks warp time?", "ICLR", arXiv: "1804.11188"),
    Reference(
      "Zaremba, Sutskever and Vinyals 2014", .misc,
      ["Wojciech Zaremba", "Ilya Sutskever", "Oriol Vinyals"],
      "Recurrent Neural Network Regularization", arXiv: "1409.2329"),
    Reference(
      "Karpathy 2015", .misc, ["Andrej Karpathy"], "Minimal character-level Vanilla RNN model"),
  ]

  private static let activations = [
    Reference(
      "Nair and Hinton 2010", .inproceedings, ["Vinod Nair", "Geoffrey E. Hinton"],
      "Rectified Linear Units Improve Restricted Boltzmann Machines", "ICML"),
    Reference(
      "Maas, Hannun and Ng 2013", .inproceedings,
      ["Andrew L. Maas", "Awni Y. Hannun", "Andrew Y. Ng"],
      "Rectifier Nonlinearities Improve Neural Network Acoustic Models",
      "ICML Workshop on Deep Learning for Audio, Speech and Language Processing"),
    Reference(
      "Klambauer, Unterthiner, Mayr and Hochreiter 2017", .inproceedings,
      ["Günter Klambauer", "Thomas Unterthiner", "Andreas Mayr", "Sepp Hochreiter"],
      "Self-Normalizing Neural Networks", "NeurIPS", arXiv: "1706.02515"),
    Reference(
      "Hendrycks and Gimpel 2016", .misc, ["Dan Hendrycks", "Kevin Gimpel"],
      "Gaussian Error Linear Units (GELUs)", arXiv: "1606.08415"),
    Reference(
      "Bergstra, Desjardins, Lamblin and Bengio 2009", .techreport,
      ["James Bergstra", "Guillaume Desjardins", "Pascal Lamblin", "Yoshua Bengio"],
      "Quadratic polynomials learn better image features",
      "Université de Montréal, Technical Report 1337"),
  ]

  private static let libraries = [
    Reference(
      "Paszke et al. 2019", .inproceedings, ["Adam Paszke", "others"],
      "PyTorch: An Imperative Style, High-Performance Deep Learning Library", "NeurIPS",
      arXiv: "1912.01703", prefixes: ["torch."]),
    Reference(
      "Chollet et al. 2015", .misc, ["François Chollet", "others"], "Keras", "https://keras.io",
      prefixes: ["Keras", "keras."]),
    Reference(
      "Bradbury et al. 2018", .misc, ["James Bradbury", "others"],
      "JAX: composable transformations of Python+NumPy programs", "https://github.com/jax-ml/jax",
      prefixes: ["Keras and JAX", "jax."]),
    Reference(
      "Heek et al. 2020", .misc, ["Jonathan Heek", "others"],
      "Flax: A neural network library and ecosystem for JAX", "https://github.com/google/flax",
      prefixes: ["flax."]),
  ]
}
